package import CivilTime
import Engine

/// How the schema of a database compares with what this program wants.
package struct MigrationStatus: Sendable, Hashable {
  /// A migration that the database has.
  package struct Applied: Sendable, Hashable {
    package let number: Int
    package let name: String
    package let appliedAt: Instant
    /// Whether this program knows the migration at all.
    let isKnown: Bool
    /// Whether its text is the one that this program has.
    let isSameText: Bool
  }

  /// What the database has, by number.
  package let applied: [Applied]
  /// The names of the files that it lacks, in the order in which they will be applied.
  package let pending: [String]

  /// Whether the program can work with the database as it is.
  package var isCurrent: Bool { pending.isEmpty && problem == nil }

  /// Why nothing can be applied to the database, and what to do; nil where all is well.
  package var problem: String? {
    if let newer = applied.first(where: { !$0.isKnown }) {
      return """
        the database has migration \(newer.number) (\(newer.name)), which this release does not know: \
        use the release that applied it, or a later one
        """
    }
    if let changed = applied.first(where: { !$0.isSameText }) {
      return """
        migration \(changed.number) (\(changed.name)) was applied with another text than this release has: \
        migrations are never edited; put back its text and add a new one
        """
    }
    for (position, migration) in applied.enumerated() where migration.number != position + 1 {
      return "the database lacks migration \(position + 1) but has a later one: restore it from a backup"
    }
    return nil
  }

  init(applied: [Applied], known: [Migration]) {
    self.applied = applied
    let numbers = Set(applied.map(\.number))
    pending = known.filter { !numbers.contains($0.number) }.map(\.fileName)
  }

  /// Throws what stands in the way of applying migrations.
  func requireApplicable() throws {
    if let problem { throw StoreError(.schema, problem, isRetryable: false) }
  }
}
