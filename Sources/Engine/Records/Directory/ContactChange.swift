package import Casework

/// What an import does to one contact.
package struct ContactChange: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case added, changed, removed, unchanged
  }

  package let kind: Kind
  /// As it will be; one that is removed, as it was.
  package let contact: Contact
  /// Its place in the imported list, from 0; nil for one that is removed.
  package let position: Int?
  /// The columns that differ, where it is changed.
  package let columns: [String]
}

extension [ContactChange] {
  package var importCount: ImportCount {
    var numbers: [ContactChange.Kind: Int] = [:]
    for change in self { numbers[change.kind, default: 0] += 1 }
    return ImportCount(
      added: numbers[.added] ?? 0, changed: numbers[.changed] ?? 0, unchanged: numbers[.unchanged] ?? 0,
      removed: numbers[.removed] ?? 0)
  }
}
