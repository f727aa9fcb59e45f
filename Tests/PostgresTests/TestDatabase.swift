import EmbeddedPostgres
import Postgres
import Synchronization

/// A database of its own for each test, on one cluster for the whole run.
enum TestDatabase {
  private static let cluster = Task { try await EmbeddedPostgres.temporary() }
  private static let administration = Task { try await Pool.open(cluster.value.settings, size: 2) }
  private static let count = Atomic(0)

  /// Runs `body` with the settings for a new, empty database.
  static func with<R: Sendable>(
    preparesStatements: Bool = true, _ body: (ConnectionSettings) async throws -> R
  ) async throws -> R {
    let name = "test_\(count.add(1, ordering: .relaxed).newValue)"
    try await administration.value.run(Script(named: "create-database", text: "CREATE DATABASE \(name)"))
    let running = try await cluster.value
    let string = running.connectionString.replacing("dbname=postgres", with: "dbname=\(name)")
    return try await body(ConnectionSettings(string, preparesStatements: preparesStatements))
  }

  /// Runs `body` with a pool on a new database that the script has set up, and closes it.
  static func withPool<R: Sendable>(
    size: Int = 2, waitLimit: Duration? = nil, preparesStatements: Bool = true, _ setUp: String = "",
    _ body: (Pool) async throws -> R
  ) async throws -> R {
    try await with(preparesStatements: preparesStatements) { settings in
      try await withPool(settings, size: size, waitLimit: waitLimit, setUp, body)
    }
  }

  static func withPool<R: Sendable>(
    _ settings: ConnectionSettings, size: Int = 2, waitLimit: Duration? = nil, _ setUp: String = "",
    _ body: (Pool) async throws -> R
  ) async throws -> R {
    let pool = try await Pool.open(settings, size: size, waitLimit: waitLimit)
    do {
      if !setUp.isEmpty { try await pool.run(Script(named: "set-up", text: setUp)) }
      let result = try await body(pool)
      await pool.close()
      return result
    } catch {
      await pool.close()
      throw error
    }
  }
}

/// Comes back once the condition holds, leaving the processor to others meanwhile.
func until(_ condition: () -> Bool) async {
  while !condition(), !Task.isCancelled { await Task.yield() }
}

extension Statement {
  static let terminate = Statement("terminate", "SELECT pg_terminate_backend($1::int, 10000)")
  static let terminateSelf = Statement("terminate-self", "SELECT pg_terminate_backend(pg_backend_pid())")
  static let backend = Statement("backend", "SELECT pg_backend_pid()")
  static let one = Statement("one", "SELECT 1")
  static let insert = Statement("insert", "INSERT INTO thing (id) VALUES ($1)")
  static let insertNamed = Statement("insert-named", "INSERT INTO thing (id, name) VALUES ($1, $2)")
  static let count = Statement("count", "SELECT count(*) FROM thing")
}

let thingTable = "CREATE TABLE thing (id bigint CONSTRAINT thing_key PRIMARY KEY, name text)"

extension Pool {
  /// How many things are in the table.
  func countThings() async throws -> Int64 {
    try await query(.count) { try $0.int64(0) }[0]
  }
}
