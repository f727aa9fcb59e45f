import Logging

/// What has to be done now and then, and nobody waits for: words are taken in for the search, cases are ranked for lists,
/// and what has ended of sessions, codes and counts, and announcements of long ago are taken away.
package struct Housekeeping: Sendable {
  private let store: any Store
  private let search: SearchService
  private let ranks: RankService

  /// How often, while a worker runs.
  package static let interval = Duration.seconds(60)
  /// How much is taken away at once.
  private static let batch = 10_000

  package init(store: any Store, library: Library) {
    self.store = store
    ranks = RankService(store: store, library: library)
    search = SearchService(store: store)
  }

  /// Does it once.
  package func tidy() async throws {
    try await search.refresh()
    try await ranks.refresh()
    try await store.transaction { try $0.sweepAccess(limit: Self.batch) }
    try await store.transaction { try $0.sweepAnnouncements(limit: Self.batch) }
  }

  /// Does it again and again until the task is cancelled. Several workers may: each takes what the other has left.
  ///
  /// - Parameter tell: told of what the store failed, and how often in a row.
  func run(_ bell: Doorbell, _ tell: (StoreError, Int) -> Void) async throws {
    var failures = 0
    while !Task.isCancelled {
      do {
        try await tidy()
        failures = 0
      } catch is CancellationError {
        // Told to stop: what was not done yet is done in the next round, by whoever has it.
        return
      } catch let error as StoreError where error.isRetryable {
        failures += 1
        tell(error, failures)
      }
      await bell.rest(atMost: Self.interval * Double.random(in: 1...1.25))
    }
  }
}
