import ArgumentParser
import Foundation
import Postgres
import PostgresStore

/// `recourse db restore`.
struct DbRestore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Reads a backup into a database that has nothing of Recourse's yet: all or nothing.",
    discussion: """
      Timers that fell due since the backup fire as soon as a worker runs, and messages that were sent since are sent \
      again. Look at `recourse timers list` before you start one.

      Example: recourse db restore /var/backups/recourse-2026-03-02.dump --database postgresql://localhost/restored
      """)

  @Argument(help: "The file that db backup wrote.")
  var file: String

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let restore = try ServerProgram("pg_restore")
    guard FileManager.default.isReadableFile(atPath: file) else { throw Answer.no("\(file) can't be read") }
    try await database.withDatabase(migrated: false) { store, settings in
      guard try await store.migrationStatus().applied.isEmpty else {
        throw Answer.no("this database has Recourse's schema already; restore into a new one")
      }
      try await restore.run(
        ["--dbname=", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", file], on: settings)
      let status = try await store.migrationStatus()
      Shell.print("restored \(status.applied.count) migrations and everything in them")
      if let problem = status.problem { throw Answer.no(problem) }
      if !status.pending.isEmpty { Shell.complain("The backup is of an older release: run recourse db migrate.") }
    }
  }
}
