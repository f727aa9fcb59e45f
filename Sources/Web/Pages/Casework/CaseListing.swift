import Casework
import CivilTime
import Engine

/// What a list of cases shows: its page, how many there are in all, and what it can be narrowed by.
struct CaseListing: Sendable {
  let queue: CaseQueue
  let lines: [CaseLine]
  /// How many there are; at `EngineLimits.listedCases` there may be more.
  let total: Int
  let parked: Int
  let workflows: [Workflow]
  let people: [User]
  let now: Instant

  /// So many cases are put in order of urgency as a whole; longer lists are in the order of their next dates, and only
  /// each page by itself is grouped.
  static let sortedWhole = 200

  /// Whether its order is that of urgency throughout.
  var isSortedWhole: Bool { total <= Self.sortedWhole }

  /// Reads a page in one transaction, and notes whose names it shows.
  ///
  /// - Parameter isWhole: whether all that a store answers with is read instead of one page, to be kept as a file.
  static func read(
    _ queue: CaseQueue, for user: User, at site: Site, isWhole: Bool = false
  ) async throws -> CaseListing {
    let length = isWhole ? EngineLimits.listedCases : CaseQueue.pageLength
    if let words = queue.words {
      let found = try await SearchService(store: site.store).search(words)
      return try await site.store.transaction { try listing(queue, found, user, length, site.library, $0) }
    }
    return try await site.store.transaction { try listing(queue, nil, user, length, site.library, $0) }
  }

  private static func listing(
    _ queue: CaseQueue, _ found: [CaseRecord]?, _ user: User, _ length: Int, _ library: Library,
    _ transaction: any StoreTransaction
  ) throws -> CaseListing {
    let workflows = try transaction.deployedWorkflows().map { try library.workflow($0.digest, transaction) }
    let team = Set(workflows.flatMap(\.parties).filter(\.isStaff).map(\.id)).sorted()
    var filter = queue.filter(for: user.name, team: team)
    let first = length > CaseQueue.pageLength ? 0 : (queue.page - 1) * CaseQueue.pageLength
    var rows: [CaseRow]
    let total: Int
    if let found {
      let admitted = found.filter { queue.admits($0, for: user.name, team: team) }
      total = admitted.count
      rows = try CaseRow.rows(of: Array(admitted.dropFirst(first).prefix(length)), library, transaction)
    } else {
      total = try transaction.countCases(matching: filter, limit: EngineLimits.listedCases)
      let isSorted = total <= sortedWhole
      (filter.offset, filter.limit) = isSorted && filter.ends == .open ? (0, sortedWhole) : (first, length)
      rows = try CaseRow.rows(of: try transaction.cases(matching: filter), library, transaction)
      if filter.ends == .open { rows.sort { $0.urgency < $1.urgency } }
      if filter.limit == sortedWhole, filter.offset == 0, isSorted, filter.ends == .open {
        rows = Array(rows.dropFirst(first).prefix(length))
      }
    }
    let look = try transaction.look(at: [], for: [])
    let lines = try rows.map { row in
      CaseLine(
        row, IdentityDoor(row.workflow, row.case, for: .staff(user)),
        try library.facts(for: row.workflow, look, transaction))
    }
    let named = lines.filter { $0.supplier != nil }.map(\.record.id)
    if !named.isEmpty {
      try transaction.noteIdentityReads(
        of: named, by: user.name, for: length > CaseQueue.pageLength ? "export" : "list")
    }
    var parked = CaseFilter(isParked: true)
    parked.assignee = queue.part == .mine ? user.name : nil
    return CaseListing(
      queue: queue, lines: lines, total: total,
      parked: try transaction.countCases(matching: parked, limit: 100), workflows: workflows,
      people: try transaction.users().filter { $0.disabledAt == nil && Permission.workCases.isGiven(to: $0) },
      now: look.now)
  }
}
