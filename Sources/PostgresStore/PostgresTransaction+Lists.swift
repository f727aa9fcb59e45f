import Casework
import Engine
import JSON
import Postgres

extension PostgresTransaction {
  static let listStatements = [
    openCases, assignedCases, parkedCases, closedCases, casesInOrder, caseByReference, journal,
  ]

  func cases(matching filter: CaseFilter) throws -> [CaseRecord] {
    let parameters: [Parameter] = [
      .text(filter.workflow), .text(filter.state), .text(filter.owner), .integer(Int64(filter.limit)),
      .text(filter.assignee), .boolean(filter.isParked),
    ]
    let open = filter.isParked ? Self.parkedCases : filter.assignee != nil ? Self.assignedCases : Self.openCases
    let statements = filter.includesClosed ? [open, Self.closedCases] : [open]
    let answers = try exchange(statements.map { Command($0, parameters) })
    return try answers.joined().prefix(filter.limit).map { try Self.record($0) }
  }

  /// Every open case has a row in timers, so that its key is the order of the list.
  private static let openCases = Statement(
    "list-open-cases",
    """
    SELECT c.case_id, c.workflow, c.version, c.revision, c.states, c.owner, c.assignee, c.parked, c.opened_at,
      c.closed_at, c.due_at, c.head, c.document
    FROM recourse.timers t JOIN recourse.cases c ON c.case_id = t.case_id
    WHERE ($1::text IS NULL OR c.workflow = $1) AND ($2::text IS NULL OR $2 = ANY (c.states))
      AND ($3::text IS NULL OR c.owner = $3) AND ($5::text IS NULL OR c.assignee = $5)
      AND (NOT $6::boolean OR c.parked IS NOT NULL)
    ORDER BY t.due_at, t.case_id LIMIT $4
    """)

  /// What one person has in hand is found by an index of its own: he has few of many cases.
  private static let assignedCases = Statement(
    "list-assigned-cases",
    """
    SELECT case_id, workflow, version, revision, states, owner, assignee, parked, opened_at, closed_at, due_at, head,
      document
    FROM recourse.cases
    WHERE closed_at IS NULL AND assignee = $5::text AND ($1::text IS NULL OR workflow = $1)
      AND ($2::text IS NULL OR $2 = ANY (states)) AND ($3::text IS NULL OR owner = $3)
      AND (NOT $6::boolean OR parked IS NOT NULL)
    ORDER BY due_at, case_id LIMIT $4
    """)

  /// Likewise what people must look at.
  private static let parkedCases = Statement(
    "list-parked-cases",
    """
    SELECT case_id, workflow, version, revision, states, owner, assignee, parked, opened_at, closed_at, due_at, head,
      document
    FROM recourse.cases
    WHERE parked IS NOT NULL AND closed_at IS NULL AND ($1::text IS NULL OR workflow = $1)
      AND ($2::text IS NULL OR $2 = ANY (states)) AND ($3::text IS NULL OR owner = $3)
      AND ($5::text IS NULL OR assignee = $5) AND $6::boolean
    ORDER BY due_at, case_id LIMIT $4
    """)

  private static let closedCases = Statement(
    "list-closed-cases",
    """
    SELECT case_id, workflow, version, revision, states, owner, assignee, parked, opened_at, closed_at, due_at, head,
      document
    FROM recourse.cases
    WHERE closed_at IS NOT NULL AND ($1::text IS NULL OR workflow = $1) AND ($2::text IS NULL OR $2 = ANY (states))
      AND ($3::text IS NULL OR owner = $3) AND ($5::text IS NULL OR assignee = $5)
      AND (NOT $6::boolean OR parked IS NOT NULL)
    ORDER BY closed_at DESC, case_id DESC LIMIT $4
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
