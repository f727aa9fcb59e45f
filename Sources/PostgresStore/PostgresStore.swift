package import Engine
package import Postgres

/// Cases in PostgreSQL. Any number of processes may share one database; none of them leads.
package struct PostgresStore: Store {
  /// How often a transaction is tried where the database asks for that, as after a deadlock or a lost connection.
  package static let attempts = 4

  /// Its connections, for questions that are not the engine's.
  package let pool: Pool
  /// Nil where nobody is told of work.
  let announcer: Announcer?
  /// Counts the steps that are kept.
  private let metrics: EngineMetrics?
  /// Told of every statement before it is sent, with its values: for measuring, never for logs.
  package var onCommands: (@Sendable ([Command]) -> Void)?
  /// Those that the program knows; a test that plays an older program knows fewer.
  var migrations = Migration.all

  /// The newest migration that the program knows. Of two programs the one of the higher generation is the newer.
  package var generation: Int { migrations.last?.number ?? 0 }

  /// A store on connections that somebody else opens and closes.
  package init(_ pool: Pool) {
    self.pool = pool
    announcer = nil
    metrics = nil
  }

  private init(_ pool: Pool, announces: Bool, _ metrics: EngineMetrics?) {
    self.pool = pool
    self.metrics = metrics
    announcer = announces ? Announcer(pool) : nil
  }

  /// Connects. The schema is not looked at: see `migrate` and `requireCurrentSchema`.
  ///
  /// Statements are planned once a connection where the settings say `preparesStatements`, which halves the cost of a
  /// single step; leave it off only behind a proxy that shares connections between clients.
  ///
  /// - Parameters:
  ///   - announces: whether workers are told when a step has left them something to do at once.
  ///   - metrics: counts the steps that are kept.
  package static func open(
    _ settings: ConnectionSettings, connections: Int = 8, announces: Bool = false, metrics: EngineMetrics? = nil
  ) async throws -> PostgresStore {
    do {
      return PostgresStore(
        try await Pool.open(PlannerSettings.added(to: settings), size: connections), announces: announces, metrics)
    } catch {
      throw StoreError.translated(error)
    }
  }

  /// Lets what runs finish and closes the connections.
  package func close() async {
    await announcer?.finish()
    await pool.close()
  }

  package func transaction<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    guard announcer != nil || metrics != nil else {
      return try await run { [onCommands] in try PostgresTransaction.run(body, in: $0, telling: onCommands).result }
    }
    let (result, steps) = try await run { [onCommands] in
      try PostgresTransaction.run(body, in: $0, telling: onCommands)
    }
    metrics?.count(steps.writes, steps.outcomes)
    if steps.leaveWork { announcer?.announce() }
    return result
  }

  /// What the pool of connections is doing, and what it has done.
  package var connections: (status: Pool.Status, load: PoolLoad) { (pool.status, pool.load) }

  /// Runs a body on a connection and speaks of failures as the port does.
  func run<Result: Sendable>(
    attempts: Int = attempts, _ body: @escaping @Sendable (borrowing Transaction) throws -> Result
  ) async throws -> Result {
    do {
      return try await pool.transaction(attempts: attempts, body)
    } catch {
      throw StoreError.translated(error)
    }
  }
}
