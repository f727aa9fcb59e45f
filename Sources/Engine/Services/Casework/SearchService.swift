import Casework

/// Finds cases by their words. What is looked through is brought up to date outside the steps of cases, which it costs
/// nothing; before each search, so that a search sees all that was committed.
package struct SearchService: Sendable {
  private let store: any Store

  package init(store: any Store) { self.store = store }

  /// Takes in everything that was committed since the last time: what is new is asked for once, however much it is.
  ///
  /// - Returns: how many cases were taken in.
  @discardableResult
  package func refresh() async throws -> Int {
    var total = 0
    while true {
      let stale = try await store.transaction { transaction in
        let stale = try transaction.casesToRead(limit: EngineLimits.staleCases)
        if stale.ids.isEmpty { try transaction.takeInWords(of: [], through: stale.through) }
        return stale
      }
      for batch in stale.ids.batches(of: EngineLimits.searchBatch) {
        let isLast = batch.endIndex == stale.ids.endIndex
        try await store.transaction { try $0.takeInWords(of: Array(batch), through: isLast ? stale.through : nil) }
      }
      total += stale.ids.count
      if stale.through != nil { return total }
    }
  }

  /// The cases that have all the words, the best match first.
  package func search(_ words: String, limit: Int = EngineLimits.listedCases) async throws -> [CaseRecord] {
    try await refresh()
    return try await store.transaction { transaction in
      let ids = try transaction.search(words, limit: limit)
      let found = try transaction.look(at: ids, for: []).cases
      let records = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      return ids.compactMap { records[$0] }
    }
  }
}
