import EmbeddedPostgres
import Postgres
import Synchronization

@testable import PostgresStore

/// One cluster for all tests of this process, and in it a database for each test, copied from one that is migrated.
enum TestCluster {
  private static let template = Task { () throws -> RunningPostgres in
    let server = try await EmbeddedPostgres.temporary()
    let pool = try await Pool.open(server.settings, size: 1)
    try await pool.run(Script(named: "create-template", text: "CREATE DATABASE migrated"))
    await pool.close()
    let store = try await PostgresStore.open(settings(server, "migrated"), connections: 1)
    try await store.migrate(mayMoveClock: true)
    await store.close()
    return server
  }

  private static let count = Atomic(0)

  /// A new database: with the schema and a clock that may move, or with nothing in it.
  static func database(isEmpty: Bool = false) async throws -> ConnectionSettings {
    let server = try await template.value
    let name = "test_\(count.add(1, ordering: .relaxed).newValue)"
    let pool = try await Pool.open(server.settings, size: 1)
    let text = "CREATE DATABASE \(name) TEMPLATE \(isEmpty ? "template0" : "migrated")"
    try await pool.run(Script(named: "create-database", text: text))
    await pool.close()
    return settings(server, name)
  }

  /// Runs a body with a store on a new database.
  static func withStore<Result>(
    isEmpty: Bool = false, connections: Int = 8, _ body: (PostgresStore) async throws -> Result
  ) async throws -> Result {
    let store = try await PostgresStore.open(database(isEmpty: isEmpty), connections: connections)
    do {
      let result = try await body(store)
      await store.close()
      return result
    } catch {
      await store.close()
      throw error
    }
  }

  static func settings(_ server: RunningPostgres, _ database: String) -> ConnectionSettings {
    var settings = server.settings
    // Of two keywords libpq takes the later one.
    settings.connectionString += " dbname=\(database)"
    return settings
  }
}

extension PostgresStore {
  /// Runs SQL of a test's own.
  func sql(_ text: String) async throws { try await pool.run(Script(named: "test", text: text)) }

  /// The first column of a query of a test's own.
  func column(_ statement: Statement, _ parameters: [Parameter] = []) async throws -> [String] {
    try await pool.query(statement, parameters) { try $0.string(0) }
  }
}
