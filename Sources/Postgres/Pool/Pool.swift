internal import Synchronization

/// A few connections to one database, each on a thread of its own, and the queue of those who want one.
///
/// A transaction's body is synchronous and runs whole on the connection's thread: its caller awaits once, whatever the
/// number of statements. First come, first served; a connection that broke off is replaced, each attempt later than the
/// one before, while callers wait up to their limit.
package final class Pool: Sendable {
  /// How many connections a pool may have.
  package static let sizes = 1...16
  /// How many callers may wait at once.
  package static let waitingLimit = 10_000

  let settings: ConnectionSettings
  let size: Int
  let waitLimit: Duration
  let state = Mutex(PoolState())

  /// Connects once, so that a wrong address or password is known at the start, and grows to `size` when needed.
  ///
  /// `waitLimit` is how long a caller waits for a connection, whether all are busy or the database is away: twice the
  /// time in which a host has to answer, unless told otherwise.
  package static func open(
    _ settings: ConnectionSettings, size: Int = 8, waitLimit: Duration? = nil
  ) async throws -> Pool {
    precondition(sizes.contains(size), "a pool has 1 to 16 connections")
    let pool = Pool(settings, size: size, waitLimit: waitLimit ?? settings.connectTimeout * 2)
    do {
      try await withCheckedThrowingContinuation { continuation in
        pool.state.withLock { $0.workerCount += 1 }
        pool.startWorker { continuation.resume(with: $0) }
      }
    } catch {
      await pool.close()
      throw error
    }
    return pool
  }

  private init(_ settings: ConnectionSettings, size: Int, waitLimit: Duration) {
    self.settings = settings
    self.size = size
    self.waitLimit = waitLimit
  }

  /// Runs `body` in a transaction, commits it when it returns and rolls it back when it throws.
  ///
  /// Where the server refuses it for what others did meanwhile, or the connection breaks off before COMMIT, it is tried
  /// `attempts` times in all: the body then runs again from its start. Cancelling the calling task gives up waiting for
  /// a connection; a body that runs already is finished.
  package func transaction<R: Sendable>(
    _ isolation: Isolation = .readCommitted, attempts: Int = 1,
    _ body: @escaping @Sendable (borrowing Transaction) throws -> R
  ) async throws -> R {
    for _ in 1..<max(attempts, 1) {
      do {
        return try await attempt(isolation, body)
      } catch let error as PostgresError where error.isRetryable {
        continue
      }
    }
    return try await attempt(isolation, body)
  }

  /// Runs one statement by itself and reads each of its rows with `read`.
  package func query<R: Sendable>(
    _ statement: Statement, _ parameters: [Parameter] = [], read: @escaping @Sendable (Row) throws -> R
  ) async throws -> [R] {
    try await transaction { transaction in
      try transaction.commit(after: [Command(statement, parameters)])[0].map(read)
    }
  }

  /// Runs a script outside a transaction, for what PostgreSQL refuses inside one, such as CREATE DATABASE.
  package func run(_ script: Script) async throws {
    try await enqueue { connection in try connection.execute(script) }
  }

  /// Refuses whoever waits, lets running transactions finish and closes every connection.
  package func close() async {
    let (waiting, workers, timer) = state.withLock { $0.close() }
    timer?.cancel()
    for job in waiting { job.refuse(PoolError.closed) }
    for worker in workers { worker.ring() }
    await withCheckedContinuation { continuation in
      let isDone = state.withLock { $0.awaitLastWorker(continuation) }
      if isDone { continuation.resume() }
    }
  }

  /// What the pool is doing at this moment.
  package struct Status: Hashable, Sendable {
    /// Connections, made or in the making.
    package let connections: Int
    /// Those with nothing to do.
    package let idle: Int
    /// Callers waiting for one.
    package let waiting: Int
  }

  package var status: Status {
    state.withLock { Status(connections: $0.workerCount, idle: $0.idle.count, waiting: $0.queue.count) }
  }

  /// What it has done since it was opened.
  package var load: PoolLoad { state.withLock(\.load) }

  private func attempt<R: Sendable>(
    _ isolation: Isolation, _ body: @escaping @Sendable (borrowing Transaction) throws -> R
  ) async throws -> R {
    try await enqueue { connection in
      let transaction = Transaction(on: connection, isolation)
      do {
        let result = try body(transaction)
        try transaction.finish()
        return result
      } catch {
        transaction.rollBack()
        throw error
      }
    }
  }
}
