package import Casework

/// What importing contacts comes to: for each organisation of the list its contacts replace those that were kept.
package struct ContactImport: Sendable {
  /// Which organisations are replaced, each as it is spelled in the list.
  package let organisations: [String]
  /// The new contacts of these, in order of organisation and then of the list.
  package let contacts: [Contact]

  package init(_ list: [Contact]) {
    let grouped = Dictionary(grouping: list, by: \.organisation)
    organisations = grouped.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    contacts = organisations.flatMap { grouped[$0] ?? [] }
  }

  /// Counts what the import changes. The same person is who has the same address in the same role.
  ///
  /// - Parameter kept: what the store has of the import's organisations.
  package func count(replacing kept: [Contact]) -> ImportCount {
    var before = Dictionary(grouping: kept, by: Identity.init)
    var (added, changed, unchanged) = (0, 0, 0)
    for contact in contacts {
      let identity = Identity(contact)
      guard var same = before[identity], !same.isEmpty else {
        added += 1
        continue
      }
      if let index = same.firstIndex(of: contact) {
        same.remove(at: index)
        unchanged += 1
      } else {
        same.removeFirst()
        changed += 1
      }
      before[identity] = same
    }
    return ImportCount(
      added: added, changed: changed, unchanged: unchanged, removed: before.values.reduce(0) { $0 + $1.count })
  }

  private struct Identity: Hashable {
    let organisation: String
    let role: String
    let email: String

    init(_ contact: Contact) {
      organisation = contact.organisation
      role = contact.role
      email = contact.email
    }
  }
}
