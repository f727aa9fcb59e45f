import Casework
import CivilTime

/// Keeps the ranks that lists are ordered by up to date: outside the steps of cases, which it costs nothing, and before
/// each list, so that a list sees all that was committed.
package struct RankService: Sendable {
  private let store: any Store
  private let library: Library

  package init(store: any Store, library: Library) {
    self.store = store
    self.library = library
  }

  /// Ranks every case that had a step since the last time.
  ///
  /// - Returns: how many cases that were.
  @discardableResult
  package func refresh() async throws -> Int {
    var total = 0
    while true {
      let count = try await store.transaction { [library] in try Self.refresh(library, $0) }
      total += count
      if count < EngineLimits.rankBatch { return total }
    }
  }

  private static func refresh(_ library: Library, _ transaction: any StoreTransaction) throws -> Int {
    let stale = try transaction.casesToRank(limit: EngineLimits.rankBatch)
    guard !stale.records.isEmpty else {
      try transaction.keepRanks([], through: stale.through)
      return 0
    }
    let look = try transaction.look(at: [], for: [])
    let ranked = try stale.records.map { record -> RankedCase in
      guard record.closedAt == nil else { return RankedCase(record: record, rank: nil) }
      let workflow = try library.workflow(record.version, transaction)
      let facts = try library.facts(for: workflow, look, transaction)
      // What can't be read, or has no calendar any more, is for people, and first.
      let rank = try? CaseRank(of: record, record.case(workflow), workflow, facts.calendar)
      return RankedCase(record: record, rank: rank ?? .first)
    }
    try transaction.keepRanks(ranked, through: stale.through)
    return ranked.count
  }
}
