import Casework
import CivilTime
import Engine

/// What a list of cases shows: its page, how many there are in all, and what it can be narrowed by.
struct CaseListing: Sendable {
  let queue: CaseQueue
  let lines: [CaseLine]
  /// How many there are; at `counted` there may be more.
  let total: Int
  /// Where counting ends.
  let counted: Int
  let parked: Int
  /// How long the lists are that somebody looks at first.
  let counts: QueueCounts
  let workflows: [Workflow]
  let people: [User]
  let absences: StaffAbsences
  let now: Instant

  /// Nobody keeps a longer table.
  private static let exported = 10_000

  /// Reads a page in one transaction, and notes whose names it shows.
  ///
  static func read(_ queue: CaseQueue, for user: User, at site: Site) async throws -> CaseListing {
    try await read(queue, for: user, at: site, length: CaseQueue.pageLength)
  }

  /// Reads all pages, to be kept as a file.
  static func lines(of queue: CaseQueue, for user: User, at site: Site) async throws -> [CaseLine] {
    var lines: [CaseLine] = []
    var queue = queue.at(page: 1)
    while lines.count < exported {
      let found = try await read(queue, for: user, at: site, length: EngineLimits.listedCases).lines
      lines += found
      guard found.count == EngineLimits.listedCases else { break }
      queue.page += 1
    }
    return lines
  }

  private static func read(
    _ queue: CaseQueue, for user: User, at site: Site, length: Int
  ) async throws -> CaseListing {
    try await RankService(store: site.store, library: site.library).refresh()
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
    let look = try transaction.look(at: [], for: [])
    let absences = StaffAbsences(try transaction.absences(), on: DayWords.date(of: look.now))
    let covered = absences.covered(by: user.name).map(\.person)
    var filter = queue.filter(for: [user.name] + covered, team: team)
    let first = (queue.page - 1) * length
    let counted = max(EngineLimits.listedCases, first + 4 * length)
    let rows: [CaseRow]
    let total: Int
    if let found {
      let admitted = found.filter { queue.admits($0, by: filter) }
      total = admitted.count
      rows = try CaseRow.rows(of: Array(admitted.dropFirst(first).prefix(length)), library, transaction)
    } else {
      total = try transaction.countCases(matching: filter, limit: counted)
      (filter.offset, filter.limit) = (first, length)
      rows = try CaseRow.rows(of: try transaction.cases(matching: filter), library, transaction)
    }
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
    parked.order = .rank
    parked.assignees = queue.part == .mine ? [user.name] + covered : nil
    return CaseListing(
      queue: queue, lines: lines, total: total, counted: counted,
      parked: try transaction.countCases(matching: parked, limit: 100),
      counts: try transaction.queueCounts(
        of: [user.name] + covered, team: team, limit: EngineLimits.listedCases + 1), workflows: workflows,
      people: try transaction.users().filter { $0.disabledAt == nil && Permission.workCases.isGiven(to: $0) },
      absences: absences, now: look.now)
  }
}
