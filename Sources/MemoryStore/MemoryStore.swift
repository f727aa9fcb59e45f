package import CivilTime
package import Engine
internal import Synchronization

/// Cases in memory, with the promises of the store on PostgreSQL: for tests, simulations and forecasts.
///
/// Transactions run one after the other. Its clock stands still until somebody moves it.
package final class MemoryStore: Store {
  private let state: Mutex<MemoryState>

  /// - Parameter now: what the clock shows first.
  package init(now: Instant) {
    state = Mutex(MemoryState(now: now.keptAsPast))
  }

  /// What the clock shows: the only time that the engine goes by.
  package var now: Instant {
    get { state.withLock(\.now) }
    set { state.withLock { $0.now = newValue.keptAsPast } }
  }

  package func transaction<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    try state.withLock { state in
      let transaction = MemoryTransaction(taking: &state)
      defer { transaction.giveBack(to: &state) }
      do {
        return try body(transaction)
      } catch {
        transaction.rollBack()
        throw error
      }
    }
  }
}
