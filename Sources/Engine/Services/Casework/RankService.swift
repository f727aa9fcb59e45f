import Casework
import CivilTime

/// Keeps the ranks that lists are ordered by up to date: outside the steps of cases, which it costs nothing, and before
/// each list, so that a list sees all that was committed.
package struct RankService: Sendable {
  private let store: any Store
  private let library: Library
  /// So many cases are ranked in one transaction.
  private let batch: Int

  package init(store: any Store, library: Library, batch: Int = EngineLimits.rankBatch) {
    self.store = store
    self.library = library
    self.batch = batch
  }

  /// Ranks every case that had a step since the last time: which those are is asked once, however many they are.
  ///
  /// - Returns: how many cases that were.
  @discardableResult
  package func refresh() async throws -> Int {
    var total = 0
    while true {
      let stale = try await store.transaction { transaction in
        let stale = try transaction.casesToRank(limit: EngineLimits.staleCases)
        if stale.ids.isEmpty { try transaction.keepRanks([], through: stale.through) }
        return stale
      }
      for some in stale.ids.batches(of: batch) {
        // The mark moves once all that is before it is ranked.
        let through = some.endIndex == stale.ids.endIndex ? stale.through : nil
        try await store.transaction { [library] in try Self.rank(Array(some), through, library, $0) }
      }
      total += stale.ids.count
      if stale.through != nil { return total }
    }
  }

  private static func rank(
    _ ids: [CaseID], _ through: Instant?, _ library: Library, _ transaction: any StoreTransaction
  ) throws {
    let look = try transaction.look(at: ids, for: [])
    let ranked = try look.cases.map { record -> RankedCase in
      guard record.closedAt == nil else { return RankedCase(record: record, rank: nil) }
      let workflow = try library.workflow(record.version, transaction)
      let facts = try library.facts(for: workflow, look, transaction)
      // What can't be read, or has no calendar any more, is for people, and first.
      let rank = try? CaseRank(of: record, record.case(workflow), workflow, facts.calendar)
      return RankedCase(record: record, rank: rank ?? .first)
    }
    try transaction.keepRanks(ranked, through: through)
  }
}
