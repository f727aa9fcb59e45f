import ArgumentParser
import Postgres
import PostgresStore

/// `recourse db`: the schema, and backups.
struct Db: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "db", abstract: "Looks after the database.",
    subcommands: [Migrate.self, Status.self, DbBackup.self, DbRestore.self])

  /// `recourse db migrate`.
  struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Brings the schema up to date.", discussion: "Example: recourse db migrate")

    @Flag(help: "Makes a database whose clock can be moved: for tests and demonstrations, never for a real scheme.")
    var movableClock = false

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await database.withStore(migrated: false) { store in
        let before = try await store.migrationStatus()
        let after = try await store.migrate(mayMoveClock: movableClock)
        Shell.print(
          before.pending.isEmpty ? "the schema is up to date" : "applied \(before.pending.joined(separator: ", "))")
        if !after.isCurrent { throw Answer.no(after.problem) }
      }
    }
  }

  /// `recourse db status`.
  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says which migrations are applied and which are not.", discussion: "Example: recourse db status")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await database.withStore(migrated: false) { store in
        let status = try await store.migrationStatus()
        for applied in status.applied { Shell.print("applied  \(applied.name)  \(applied.appliedAt.rfc3339)") }
        for name in status.pending { Shell.print("pending  \(name)") }
        if let problem = status.problem { Shell.complain(problem) }
        if !status.isCurrent { throw Answer.no() }
      }
    }
  }
}
