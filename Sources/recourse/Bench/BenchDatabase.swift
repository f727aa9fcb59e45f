import Casework
import EmbeddedPostgres
import Engine
import Foundation
import Postgres
import PostgresStore

/// The database that is measured: one that was named, or a private cluster that waits for the disk like a real one and
/// is thrown away afterwards.
struct BenchDatabase {
  let settings: ConnectionSettings
  let store: PostgresStore
  /// For what the benchmark itself asks.
  let pool: Pool
  /// The first process of the server; nil where it runs on another machine.
  let server: Int32?
  /// What kind of database it is, for the table.
  let description: String

  /// Runs a body on a database with the schema of this program.
  ///
  /// - Parameters:
  ///   - url: a connection string; nil makes a cluster in a temporary directory.
  ///   - isForced: whether cases of other workflows are no reason to refuse.
  static func with<Result>(
    _ url: String?, connections: Int, isForced: Bool, _ body: (BenchDatabase) async throws -> Result
  ) async throws -> Result {
    if let url {
      let settings = ConnectionSettings(url, preparesStatements: true)
      return try await with(settings, connections, isForced, "the database that was named", body)
    }
    let directory = FileManager.default.temporaryDirectory.path + "/recourse-bench-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let running = try await EmbeddedPostgres(dataDirectory: directory + "/postgresql", profile: .durable).start()
    do {
      let result = try await with(running.settings, connections, isForced, "a new private cluster, fsync on", body)
      await running.stop()
      return result
    } catch {
      await running.stop()
      throw error
    }
  }

  private static func with<Result>(
    _ settings: ConnectionSettings, _ connections: Int, _ isForced: Bool, _ description: String,
    _ body: (BenchDatabase) async throws -> Result
  ) async throws -> Result {
    let store = try await PostgresStore.open(settings, connections: connections)
    do {
      let pool = try await Pool.open(settings, size: 1)
      do {
        try await prepare(store, pool, isForced: isForced)
        let result = try await body(
          BenchDatabase(
            settings: settings, store: store, pool: pool, server: try await serverProcess(pool),
            description: description))
        await pool.close()
        await store.close()
        return result
      } catch {
        await pool.close()
        throw error
      }
    } catch {
      await store.close()
      throw error
    }
  }

  /// Makes the schema where there is none, and looks whether this is anybody's real database.
  private static func prepare(_ store: PostgresStore, _ pool: Pool, isForced: Bool) async throws {
    if try await store.migrationStatus().applied.isEmpty { try await store.migrate(mayMoveClock: true) }
    try await store.requireCurrentSchema()
    let others = try await pool.query(
      Statement("bench-other-cases", "SELECT count(*) FROM recourse.cases WHERE workflow <> ALL ($1)"),
      [.texts([BenchWorkflow.name, BenchWorkflow.longName])]
    ) { try $0.int(0) }.first
    guard others == 0 || isForced else {
      throw Answer.no(
        """
        recourse: this database has cases of real workflows, and what a benchmark writes stays in it: name another \
        database, or none, or say --force
        """)
    }
  }

  /// The parent of our own connection's server process, if that is one of this machine.
  private static func serverProcess(_ pool: Pool) async throws -> Int32? {
    let backend = try await pool.query(Statement("bench-process", "SELECT pg_backend_pid()")) { try $0.int(0) }.first
    guard let backend, let process = ProcessTimes(of: Int32(backend)), process.name.hasPrefix("postgres") else {
      return nil
    }
    return process.parent
  }

  /// Has the server do now what it would otherwise do in the middle of a measurement.
  func settle(_ schema: String) async throws {
    for table in try await tables(of: schema) {
      try await pool.run(Script(named: "bench-vacuum", text: "VACUUM (ANALYZE) \(table)"))
    }
    // Only a superuser may; without it the measurement has a checkpoint in it, which it then shares with the floor.
    try? await pool.run(Script(named: "bench-checkpoint", text: "CHECKPOINT"))
  }

  private func tables(of schema: String) async throws -> [String] {
    try await pool.query(
      Statement(
        "bench-tables", "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = $1 ORDER BY 1"),
      [.text(schema)]
    ) { try $0.string(0) }
  }
}
