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
    /// The generation of the oldest program that can work on after it.
    let oldestProgram: Int
  }

  /// What the database has, by number.
  package let applied: [Applied]
  /// The names of the files that it lacks, in the order in which they will be applied.
  package let pending: [String]

  /// The newest migration that this program knows. A program of a lower generation is an older one.
  package let generation: Int

  /// Whether the program can work with the database as it is. A newer database is fine as long as its newer migrations
  /// say so: while a cluster is upgraded, old programs and new ones work side by side.
  package var isCurrent: Bool { pending.isEmpty && problem == nil }

  /// Why nothing can be applied to the database, and what to do; nil where all is well.
  package var problem: String? {
    if let newer = applied.first(where: { !$0.isKnown && $0.oldestProgram > generation }) {
      return Self.tooOld(generation, for: newer.number, newer.name, oldestProgram: newer.oldestProgram)
    }
    if let changed = applied.first(where: { $0.isKnown && !$0.isSameText }) {
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
    generation = known.last?.number ?? 0
    let numbers = Set(applied.map(\.number))
    pending = known.filter { !numbers.contains($0.number) }.map(\.fileName)
  }

  /// What to tell the user of a program that is too old for a migration.
  static func tooOld(_ generation: Int, for number: Int, _ name: String, oldestProgram: Int) -> String {
    """
    the database has migration \(number) (\(name)), after which only programs of generation \(oldestProgram) or later \
    can work, and this one is of generation \(generation): use the release that applied it, or a later one
    """
  }

  /// Throws what stands in the way of applying migrations.
  func requireApplicable() throws {
    if let problem { throw StoreError(.schema, problem, isRetryable: false) }
  }
}
