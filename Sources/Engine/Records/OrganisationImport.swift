package import Casework

/// What importing organisations comes to: those with a known slug are changed, the others are added, none is removed.
package struct OrganisationImport: Sendable {
  /// Those that are new or changed. Of two with one slug in a list the last counts.
  package let written: [Organisation]
  package let count: ImportCount

  /// - Parameter kept: what the store has, at least of the list's slugs.
  package init(_ list: [Organisation], kept: [Organisation]) {
    let known = Dictionary(kept.map { ($0.slug, $0) }, uniquingKeysWith: { $1 })
    let wanted = Dictionary(list.map { ($0.slug, $0) }, uniquingKeysWith: { $1 })
    var (added, changed, unchanged) = (0, 0, 0)
    var written: [Organisation] = []
    for slug in wanted.keys.sorted() {
      guard let organisation = wanted[slug] else { continue }
      switch known[slug] {
      case nil: added += 1
      case organisation?:
        unchanged += 1
        continue
      case _?: changed += 1
      }
      written.append(organisation)
    }
    self.written = written
    count = ImportCount(added: added, changed: changed, unchanged: unchanged)
  }
}
