import EmbeddedPostgres
import Postgres
import PostgresStore
import Synchronization

/// One private cluster for all tests of this process, and in it a database for each that asks.
enum TestDatabase {
  private static let template = Task { () throws -> RunningPostgres in
    let server = try await EmbeddedPostgres.temporary()
    try await run("CREATE DATABASE migrated", on: server.settings)
    let store = try await PostgresStore.open(settings(server, "migrated"), connections: 1)
    try await store.migrate(mayMoveClock: true)
    await store.close()
    return server
  }

  private static let count = Atomic(0)

  /// A new database with the schema and a clock that may be moved, or with nothing in it.
  static func new(isEmpty: Bool = false) async throws -> ConnectionSettings {
    let server = try await template.value
    let name = "recourse_\(count.add(1, ordering: .relaxed).newValue)"
    try await run("CREATE DATABASE \(name) TEMPLATE \(isEmpty ? "template0" : "migrated")", on: server.settings)
    return settings(server, name)
  }

  /// Runs SQL of a test's own.
  static func run(_ text: String, on settings: ConnectionSettings) async throws {
    let pool = try await Pool.open(settings, size: 1)
    do {
      try await pool.run(Script(named: "test", text: text))
      await pool.close()
    } catch {
      await pool.close()
      throw error
    }
  }

  /// The first column of a query of a test's own.
  static func column(_ statement: Statement, of settings: ConnectionSettings) async throws -> [String] {
    let pool = try await Pool.open(settings, size: 1)
    do {
      let texts = try await pool.query(statement) { try $0.string(0) }
      await pool.close()
      return texts
    } catch {
      await pool.close()
      throw error
    }
  }

  private static func settings(_ server: RunningPostgres, _ database: String) -> ConnectionSettings {
    var settings = server.settings
    // Of two keywords libpq takes the later one.
    settings.connectionString += " dbname=\(database)"
    return settings
  }
}
