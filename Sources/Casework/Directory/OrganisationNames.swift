/// Finds an organisation by any of its names: its slug, or its title, in any case of letters.
package struct OrganisationNames: Sendable {
  /// By key of slug or title.
  private let known: [String: Organisation]

  /// - Parameter organisations: of two with one title the one that still exists is meant.
  package init(_ organisations: [Organisation] = []) {
    var known: [String: Organisation] = [:]
    for organisation in organisations {
      let key = Directory.key(organisation.title)
      if let other = known[key], !other.isClosed || organisation.isClosed { continue }
      known[key] = organisation
    }
    for organisation in organisations { known[Directory.key(organisation.slug)] = organisation }
    self.known = known
  }

  package var isEmpty: Bool { known.isEmpty }

  /// The organisation of that name; nil where the registers know none.
  package func organisation(named name: String) -> Organisation? { known[Directory.key(name)] }

  /// What is the same for every name of one organisation, whether or not the registers know it.
  package func identity(of name: String) -> String {
    let key = Directory.key(name)
    return known[key]?.slug ?? key
  }
}
