/// A post in which somebody answers for an organisation.
package struct Role: Sendable, Hashable {
  /// As workflows and registers name it: `contract-manager`.
  package let id: String
  package let title: String

  package init(id: String, title: String) {
    self.id = id
    self.title = title
  }

  /// The roles that every scheme has. Workflows add to them by naming others in `directory:`.
  package static let usual = [
    Role(id: "contract-manager", title: "Contract manager"),
    Role(id: "commercial-director", title: "Deputy or commercial director"),
    Role(id: "senior-owner", title: "Senior owner"),
    Role(id: "authority-contact", title: "Contact of the authority"),
  ]
}

extension Workflow {
  /// The roles under which it looks people up, titled as its parties are.
  package var directoryRoles: [Role] {
    parties.compactMap { party in party.directoryRole.map { Role(id: $0, title: party.title) } }
  }
}
