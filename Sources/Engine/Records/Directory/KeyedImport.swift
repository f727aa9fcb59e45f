package import Casework

/// What has a name of its own in a register.
package protocol RegisterEntry: Sendable, Hashable {
  /// What tells it from the others of its register.
  var registerKey: String { get }
}

extension Organisation: RegisterEntry {
  package var registerKey: String { slug }
}

extension Contract: RegisterEntry {
  package var registerKey: String { key }
}

/// What importing a register comes to: entries with a known key are changed, the others are added, none is removed.
package struct KeyedImport<Entry: RegisterEntry>: Sendable {
  /// Those that are new, in order of their keys. Of two with one key in a list the last counts.
  package let added: [Entry]
  package let changed: [Entry]
  package let count: ImportCount

  /// - Parameter kept: what the store has, at least of the list's keys.
  package init(_ list: [Entry], kept: [Entry]) {
    let known = Dictionary(kept.map { ($0.registerKey, $0) }, uniquingKeysWith: { $1 })
    let wanted = Dictionary(list.map { ($0.registerKey, $0) }, uniquingKeysWith: { $1 })
    var (added, changed, unchanged): ([Entry], [Entry], Int) = ([], [], 0)
    for key in wanted.keys.sorted() {
      guard let entry = wanted[key] else { continue }
      switch known[key] {
      case nil: added.append(entry)
      case entry?: unchanged += 1
      case _?: changed.append(entry)
      }
    }
    self.added = added
    self.changed = changed
    count = ImportCount(added: added.count, changed: changed.count, unchanged: unchanged)
  }
}
