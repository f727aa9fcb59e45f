import Casework
import Engine
import JSON
import Postgres

extension PostgresTransaction {
  static let listStatements = [
    openCases, assignedCases, parkedCases, closedCases, countOpenCases, countAssignedCases, countParkedCases,
    countClosedCases, casesInOrder, caseByReference, journal,
  ]

  func cases(matching filter: CaseFilter) throws -> [CaseRecord] {
    if filter.order == .rank, filter.ends != .closed { return try rankedCases(filter) }
    // What is passed over may lie in both halves of the list, so that the first is asked for all of it.
    let isSplit = filter.ends == .both
    let answers = try exchange(
      Self.statements(for: filter, (Self.openCases, Self.assignedCases, Self.parkedCases, Self.closedCases)).map {
        Command(
          $0,
          Self.parameters(
            filter, limit: isSplit ? filter.offset + filter.limit : filter.limit, offset: isSplit ? 0 : filter.offset))
      })
    return try answers.joined().dropFirst(isSplit ? filter.offset : 0).prefix(filter.limit).map { try Self.record($0) }
  }

  func countCases(matching filter: CaseFilter, limit: Int) throws -> Int {
    if filter.order == .rank, filter.ends == .open { return try countRanked(filter, limit: limit) }
    let statements = Self.statements(
      for: filter, (Self.countOpenCases, Self.countAssignedCases, Self.countParkedCases, Self.countClosedCases))
    let answers = try exchange(statements.map { Command($0, Self.parameters(filter, limit: limit, offset: 0)) })
    return min(limit, try answers.joined().reduce(0) { try $0 + $1.int(0) })
  }

  private static func statements(
    for filter: CaseFilter, _ all: (open: Statement, assigned: Statement, parked: Statement, closed: Statement)
  ) -> [Statement] {
    let open = filter.isParked ? all.parked : filter.assignee != nil ? all.assigned : all.open
    switch filter.ends {
    case .open: return [open]
    case .closed: return [all.closed]
    case .both: return [open, all.closed]
    }
  }

  private static func parameters(_ filter: CaseFilter, limit: Int, offset: Int) -> [Parameter] {
    [
      .text(filter.workflow), .text(filter.state), .text(filter.owner), .integer(Int64(limit)),
      .text(filter.assignee), .boolean(filter.isParked), .boolean(filter.isUnassigned),
      filter.owners.map { .texts($0.map(\.self)) } ?? .null,
      filter.ownersOtherThan.map { .texts($0.map(\.self)) } ?? .null, .integer(Int64(offset)),
    ]
  }

  /// Every open case has a row in timers, so that its key is the order of the list. `OFFSET 0` keeps the planner to that
  /// order, one case at a time: joined, a plan made while there were few cases may begin with them and look through all
  /// timers for each.
  private static let openCases = Statement(
    "list-open-cases",
    """
    SELECT c.case_id, c.workflow, c.version, c.revision, c.states, c.owner, c.assignee, c.parked, c.opened_at,
      c.closed_at, c.due_at, c.head, c.document
    FROM recourse.timers t CROSS JOIN LATERAL (
      SELECT * FROM recourse.cases o
      WHERE o.case_id = t.case_id AND ($1::text IS NULL OR o.workflow = $1)
        AND ($2::text IS NULL OR $2 = ANY (o.states)) AND ($3::text IS NULL OR o.owner = $3) AND ($5::text IS NULL OR o.assignee = $5)
        AND (NOT $6::boolean OR o.parked IS NOT NULL) AND (NOT $7::boolean OR o.assignee IS NULL)
        AND ($8::text[] IS NULL OR o.owner = ANY ($8)) AND ($9::text[] IS NULL OR o.owner <> ALL ($9))
      OFFSET 0) AS c
    ORDER BY t.due_at, t.case_id LIMIT $4 OFFSET $10
    """)

  /// What one person has in hand is found by an index of its own: he has few of many cases.
  private static let assignedCases = Statement(
    "list-assigned-cases",
    """
    SELECT c.case_id, c.workflow, c.version, c.revision, c.states, c.owner, c.assignee, c.parked, c.opened_at,
      c.closed_at, c.due_at, c.head, c.document
    FROM recourse.cases c
    WHERE c.closed_at IS NULL AND c.assignee = $5::text AND ($1::text IS NULL OR c.workflow = $1) AND ($2::text IS NULL OR $2 = ANY (c.states))
      AND ($3::text IS NULL OR c.owner = $3) AND ($5::text IS NULL OR c.assignee = $5)
      AND (NOT $6::boolean OR c.parked IS NOT NULL) AND (NOT $7::boolean OR c.assignee IS NULL)
      AND ($8::text[] IS NULL OR c.owner = ANY ($8)) AND ($9::text[] IS NULL OR c.owner <> ALL ($9))
    ORDER BY c.due_at, c.case_id LIMIT $4 OFFSET $10
    """)

  /// Likewise what people must look at. Whether these are open is asked in words that the index of all open cases has no
  /// answer to: while the planner knows little, that one looks as good.
  private static let parkedCases = Statement(
    "list-parked-cases",
    """
    SELECT c.case_id, c.workflow, c.version, c.revision, c.states, c.owner, c.assignee, c.parked, c.opened_at,
      c.closed_at, c.due_at, c.head, c.document
    FROM recourse.cases c
    WHERE c.parked IS NOT NULL AND coalesce(c.closed_at, 'infinity') = 'infinity'
      AND ($1::text IS NULL OR c.workflow = $1) AND ($2::text IS NULL OR $2 = ANY (c.states))
      AND ($3::text IS NULL OR c.owner = $3) AND ($5::text IS NULL OR c.assignee = $5)
      AND (NOT $6::boolean OR c.parked IS NOT NULL) AND (NOT $7::boolean OR c.assignee IS NULL)
      AND ($8::text[] IS NULL OR c.owner = ANY ($8)) AND ($9::text[] IS NULL OR c.owner <> ALL ($9))
    ORDER BY c.due_at, c.case_id LIMIT $4 OFFSET $10
    """)

  private static let closedCases = Statement(
    "list-closed-cases",
    """
    SELECT c.case_id, c.workflow, c.version, c.revision, c.states, c.owner, c.assignee, c.parked, c.opened_at,
      c.closed_at, c.due_at, c.head, c.document
    FROM recourse.cases c
    WHERE c.closed_at IS NOT NULL AND ($1::text IS NULL OR c.workflow = $1) AND ($2::text IS NULL OR $2 = ANY (c.states))
      AND ($3::text IS NULL OR c.owner = $3) AND ($5::text IS NULL OR c.assignee = $5)
      AND (NOT $6::boolean OR c.parked IS NOT NULL) AND (NOT $7::boolean OR c.assignee IS NULL)
      AND ($8::text[] IS NULL OR c.owner = ANY ($8)) AND ($9::text[] IS NULL OR c.owner <> ALL ($9))
    ORDER BY c.closed_at DESC, c.case_id DESC LIMIT $4 OFFSET $10
    """)

  // Nobody needs to know how many thousands there are: counting ends where a list does.
  private static let countOpenCases = Statement(
    "count-open-cases",
    """
    SELECT count(*) FROM (
      SELECT 1 FROM recourse.timers t CROSS JOIN LATERAL (
        SELECT 1 FROM recourse.cases o
        WHERE o.case_id = t.case_id AND ($1::text IS NULL OR o.workflow = $1)
          AND ($2::text IS NULL OR $2 = ANY (o.states)) AND ($3::text IS NULL OR o.owner = $3)
          AND ($5::text IS NULL OR o.assignee = $5) AND (NOT $6::boolean OR o.parked IS NOT NULL)
          AND (NOT $7::boolean OR o.assignee IS NULL) AND ($8::text[] IS NULL OR o.owner = ANY ($8))
          AND ($9::text[] IS NULL OR o.owner <> ALL ($9))
        OFFSET 0) AS c
      LIMIT $4 OFFSET $10
    ) AS found
    """)

  private static let countAssignedCases = Statement(
    "count-assigned-cases",
    """
    SELECT count(*) FROM (
      SELECT 1 FROM recourse.cases c
      WHERE c.closed_at IS NULL AND c.assignee = $5::text AND ($1::text IS NULL OR c.workflow = $1) AND ($2::text IS NULL OR $2 = ANY (c.states))
        AND ($3::text IS NULL OR c.owner = $3) AND ($5::text IS NULL OR c.assignee = $5)
        AND (NOT $6::boolean OR c.parked IS NOT NULL) AND (NOT $7::boolean OR c.assignee IS NULL)
        AND ($8::text[] IS NULL OR c.owner = ANY ($8)) AND ($9::text[] IS NULL OR c.owner <> ALL ($9))
      LIMIT $4 OFFSET $10
    ) AS found
    """)

  private static let countParkedCases = Statement(
    "count-parked-cases",
    """
    SELECT count(*) FROM (
      SELECT 1 FROM recourse.cases c
      WHERE c.parked IS NOT NULL AND coalesce(c.closed_at, 'infinity') = 'infinity'
        AND ($1::text IS NULL OR c.workflow = $1) AND ($2::text IS NULL OR $2 = ANY (c.states))
        AND ($3::text IS NULL OR c.owner = $3) AND ($5::text IS NULL OR c.assignee = $5)
        AND (NOT $6::boolean OR c.parked IS NOT NULL) AND (NOT $7::boolean OR c.assignee IS NULL)
        AND ($8::text[] IS NULL OR c.owner = ANY ($8)) AND ($9::text[] IS NULL OR c.owner <> ALL ($9))
      LIMIT $4 OFFSET $10
    ) AS found
    """)

  private static let countClosedCases = Statement(
    "count-closed-cases",
    """
    SELECT count(*) FROM (
      SELECT 1 FROM recourse.cases c
      WHERE c.closed_at IS NOT NULL AND ($1::text IS NULL OR c.workflow = $1) AND ($2::text IS NULL OR $2 = ANY (c.states))
        AND ($3::text IS NULL OR c.owner = $3) AND ($5::text IS NULL OR c.assignee = $5)
        AND (NOT $6::boolean OR c.parked IS NOT NULL) AND (NOT $7::boolean OR c.assignee IS NULL)
        AND ($8::text[] IS NULL OR c.owner = ANY ($8)) AND ($9::text[] IS NULL OR c.owner <> ALL ($9))
      LIMIT $4 OFFSET $10
    ) AS found
    """)

  func cases(matching filter: CaseFilter, after last: CaseID?) throws -> [CaseRecord] {
    let parameters: [Parameter] = [
      .text(filter.workflow), .text(filter.state), .text(filter.owner), .integer(Int64(filter.limit)),
      .text(filter.assignee), .boolean(filter.isParked), .boolean(filter.includesClosed),
      .text((last?.id ?? UniqueID(high: 0, low: 0)).description),
    ]
    return try execute(Self.casesInOrder, parameters).map { try Self.record($0) }
  }

  /// No identifier is all zeros, so that every case stands behind that one.
  private static let casesInOrder = Statement(
    "list-cases-in-order",
    """
    SELECT case_id, workflow, version, revision, states, owner, assignee, parked, opened_at, closed_at, due_at, head,
      document
    FROM recourse.cases
    WHERE case_id > $8::text::uuid AND ($7::boolean OR closed_at IS NULL) AND ($1::text IS NULL OR workflow = $1)
      AND ($2::text IS NULL OR $2 = ANY (states)) AND ($3::text IS NULL OR owner = $3)
      AND ($5::text IS NULL OR assignee = $5) AND (NOT $6::boolean OR parked IS NOT NULL)
    ORDER BY case_id LIMIT $4
    """)

  func caseID(of reference: CaseReference) throws -> CaseID? {
    try execute(Self.caseByReference, [.text(reference.description)]).first?.caseID(0)
  }

  private static let caseByReference = Statement(
    "case-by-reference", "SELECT case_id FROM recourse.cases WHERE reference = $1 ORDER BY case_id LIMIT 1")

  func journal(of id: CaseID) throws -> [JournalEntry] {
    try execute(Self.journal, [.id(id)]).map { try Self.entry($0) }
  }

  /// Reads the nine columns that every statement about the journal's entries selects first, in this order.
  static func entry(_ row: Row) throws -> JournalEntry {
    JournalEntry(
      revision: try row.int(0), at: try row.instant(1), eventID: try row.eventID(2), kind: try row.word(3),
      name: try row.string(4), actor: Actor(role: try row.stringOrNil(5), name: try row.stringOrNil(6)),
      due: try row.instantOrNil(7), payload: row.isNull(8) ? ["erased": true] : try object(row, 8))
  }

  private static let journal = Statement(
    "journal-of-case",
    """
    SELECT revision, at, event_id, kind, name, actor_role, actor_name, due_at, payload
    FROM recourse.journal WHERE case_id = $1 ORDER BY revision
    """)

  /// What is stored was within our limits when it came in; it is not measured a second time.
  private static let storedLimits = JSONLimits(depth: 1_000, bytes: .max)

  private static func object(_ row: Row, _ column: Int) throws -> JSONObject {
    guard let value = try? JSONValue(parsing: row.utf8(column), limits: storedLimits), let object = value.objectValue
    else { throw row.damaged(column, "is no JSON object") }
    return object
  }
}
