package import Casework

/// A case in a list: what is kept of it, and how soon a person should look.
package struct CaseRow: Sendable {
  package let record: CaseRecord
  package let `case`: Case
  package let workflow: Workflow
  package let urgency: CaseUrgency
  /// Where it stands among open cases; nil where that can't be worked out.
  package var place: CaseRank.Place?

  package init(record: CaseRecord, case: Case, workflow: Workflow, urgency: CaseUrgency) {
    self.record = record
    self.case = `case`
    self.workflow = workflow
    self.urgency = urgency
  }

  /// The cases that a filter admits, however many there are, the most urgent first, and then closed ones, the last closed
  /// first: read a page at a time.
  ///
  /// - Parameters:
  ///   - last: only those behind this case; nil begins with the first.
  ///   - most: ends as soon as so many were found.
  ///   - admits: what the filter can't say.
  /// - Throws: `CaseFailure.unknownCase` where `last` is none.
  package static func rows(
    matching filter: CaseFilter, after last: CaseID? = nil, most: Int = .max, _ library: Library, in store: any Store,
    where admits: @Sendable (CaseRow) -> Bool = { _ in true }
  ) async throws -> [CaseRow] {
    try await RankService(store: store, library: library).refresh()
    var found: [CaseRow] = []
    var filter = filter
    filter.order = .rank
    filter.limit = EngineLimits.listedCases
    let ends = filter.ends
    var start: CaseRow?
    if let last {
      start = try await row(of: last, library, in: store)
      guard start != nil else { throw CaseFailure.unknownCase }
    }
    if ends != .closed, start?.record.closedAt == nil {
      filter.ends = .open
      filter.after = start?.place
      while found.count < most {
        let page = try await page(filter, library, in: store)
        found += page.filter(admits)
        guard page.count == filter.limit, let place = page.last?.place else { break }
        filter.after = place
      }
    }
    if ends != .open {
      (filter.ends, filter.after, filter.offset) = (.closed, nil, 0)
      var isBehind = start?.record.closedAt == nil
      while found.count < most {
        var page = try await page(filter, library, in: store)
        let isLast = page.count < filter.limit
        if !isBehind, let place = page.firstIndex(where: { $0.record.id == last }) {
          page.removeSubrange(...place)
          isBehind = true
        }
        if isBehind { found += page.filter(admits) }
        if isLast { break }
        filter.offset += filter.limit
      }
    }
    return Array(found.prefix(most))
  }

  private static func page(_ filter: CaseFilter, _ library: Library, in store: any Store) async throws -> [CaseRow] {
    try await store.transaction { try rows(of: try $0.cases(matching: filter), library, $0) }
  }

  private static func row(of id: CaseID, _ library: Library, in store: any Store) async throws -> CaseRow? {
    try await store.transaction { try rows(of: try $0.look(at: [id], for: []).cases, library, $0).first }
  }

  /// The same cases, in their order.
  package static func rows(
    of records: [CaseRecord], _ library: Library, _ transaction: any StoreTransaction
  ) throws -> [CaseRow] {
    let look = try transaction.look(at: [], for: [])
    return try records.map { record in
      let workflow = try library.workflow(record.version, transaction)
      let facts = try library.facts(for: workflow, look, transaction)
      let current = try record.case(workflow)
      var row = CaseRow(
        record: record, case: current, workflow: workflow,
        urgency: try CaseUrgency(of: record, current, workflow, facts))
      // Past the calendar's end a case has no rank, and no place to go on from.
      row.place = (try? CaseRank(of: record, current, workflow, facts.calendar))
        .map { CaseRank.Place(rank: $0, id: record.id) }
      return row
    }
  }
}
