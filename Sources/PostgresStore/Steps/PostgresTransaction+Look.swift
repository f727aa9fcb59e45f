import Casework
import CivilTime
import Engine
import Postgres

extension PostgresTransaction {
  static let lookStatements = [facts, casesByID, knownEvents, claimDue, nextDue]

  func look(at cases: [CaseID], for events: [(case: CaseID, event: EventID)]) throws -> Look {
    var commands = [Command(Self.facts)]
    if !cases.isEmpty { commands.append(Command(Self.casesByID, [.ids(cases)])) }
    if !events.isEmpty {
      commands.append(
        Command(Self.knownEvents, [.ids(events.map(\.case)), .column(events) { $1.append($0.event.id) }]))
    }
    var answers = try exchange(commands)[...]
    let facts = try answers.removeFirst().single()
    let records = cases.isEmpty ? [] : try answers.removeFirst().map { try Self.record($0) }
    let known = events.isEmpty ? [] : try answers.removeFirst().map { try $0.eventID(0) }
    return try Self.look(facts, cases: records, knownEvents: Set(known))
  }

  // The facts come after the claim: what was due when it was claimed is then due by the clock that the engine sees.
  func claimDue(limit: Int) throws -> Look {
    let answers = try exchange([
      Command(Self.claimDue, [.integer(Int64(limit))]), Command(Self.facts), Command(Self.nextDue),
    ])
    return try Self.look(
      answers[1].single(), cases: answers[0].map { try Self.record($0) }, nextDue: answers[2].first?.instant(0))
  }

  private static func look(
    _ facts: Row, cases: [CaseRecord], knownEvents: Set<EventID> = [], nextDue: Instant? = nil
  ) throws -> Look {
    Look(
      now: try facts.instant(0),
      revisions: ReferenceRevisions(
        directory: try facts.int64(1), calendars: try facts.int64(2), deployments: try facts.int64(3)),
      cases: cases, knownEvents: knownEvents, nextDue: nextDue)
  }

  private static let facts = Statement(
    "look-facts",
    """
    SELECT recourse.now(), directory, calendars, coalesce((SELECT max(number) FROM recourse.deployments), 0)
    FROM recourse.reference_revisions
    """)

  private static let casesByID = Statement(
    "look-cases",
    """
    SELECT case_id, workflow, version, revision, states, owner, assignee, parked, opened_at, closed_at, due_at, head,
      document
    FROM recourse.cases WHERE case_id = ANY ($1::uuid[])
    """)

  private static let knownEvents = Statement(
    "look-events",
    """
    SELECT j.event_id FROM unnest($1::uuid[], $2::uuid[]) AS e (case_id, event_id)
    JOIN recourse.journal j ON j.case_id = e.case_id AND j.event_id = e.event_id
    """)

  /// The lock on the case's row is the lock on all that belongs to the case, its timer too: whoever waits holds nothing
  /// of it. A case that was stepped between this statement's snapshot and its lock has another due_at, and drops out
  /// where that is later.
  ///
  /// It reads reference_revisions so that it waits for whoever holds steps off before it locks any case.
  private static let claimDue = Statement(
    "claim-due",
    """
    SELECT c.case_id, c.workflow, c.version, c.revision, c.states, c.owner, c.assignee, c.parked, c.opened_at,
      c.closed_at, c.due_at, c.head, c.document
    FROM recourse.timers t JOIN recourse.cases c ON c.case_id = t.case_id AND c.due_at <= t.due_at
    WHERE t.due_at <= (SELECT recourse.now() FROM recourse.reference_revisions)
    ORDER BY t.due_at, t.case_id LIMIT $1
    FOR NO KEY UPDATE OF c SKIP LOCKED
    """)

  private static let nextDue = Statement(
    "next-due",
    """
    SELECT due_at FROM recourse.timers WHERE due_at > (SELECT recourse.now()) AND due_at < 'infinity'
    ORDER BY due_at, case_id LIMIT 1
    """)

  /// Reads the thirteen columns that every statement about cases selects, in this order.
  static func record(_ row: Row) throws -> CaseRecord {
    CaseRecord(
      id: try row.caseID(0), workflow: try row.string(1), version: try row.digest(2), revision: try row.int(3),
      states: try row.texts(4), owner: try row.stringOrNil(5), assignee: try row.stringOrNil(6),
      parked: try row.stringOrNil(7), openedAt: try row.instant(8), closedAt: try row.instantOrNil(9),
      nextDue: try row.instantOrNil(10), head: try row.bytesOrNil(11), document: try row.string(12))
  }
}
