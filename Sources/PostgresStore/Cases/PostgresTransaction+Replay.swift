import Casework
import Engine
import Postgres

extension PostgresTransaction {
  static let replayStatements = [recordedCases, recordedEntries, countRecordedCases]

  func recordedCases(_ scope: ReplayScope, after last: CaseID?, limit: Int) throws -> [RecordedCase] {
    let records = try execute(
      Self.recordedCases,
      [.id(last ?? .beforeAll), .text(scope.workflow), .past(scope.since), .integer(Int64(limit))]
    ).map { try Self.record($0) }
    guard !records.isEmpty else { return [] }
    var journals: [CaseID: [JournalEntry]] = [:]
    for row in try execute(Self.recordedEntries, [.ids(records.map(\.id))]) {
      journals[try row.caseID(9), default: []].append(try Self.entry(row))
    }
    return records.map { record in
      // What came in since the case was read is of no concern.
      RecordedCase(record: record, journal: (journals[record.id] ?? []).filter { $0.revision <= record.revision })
    }
  }

  private static let recordedCases = Statement(
    "recorded-cases",
    """
    SELECT case_id, workflow, version, revision, states, owner, assignee, parked, opened_at, closed_at, due_at, head,
      document
    FROM recourse.cases
    WHERE case_id > $1 AND ($2::text IS NULL OR workflow = $2) AND ($3::timestamptz IS NULL OR opened_at >= $3)
    ORDER BY case_id LIMIT $4
    """)

  private static let recordedEntries = Statement(
    "recorded-entries",
    """
    SELECT revision, at, event_id, kind, name, actor_role, actor_name, due_at, payload, case_id
    FROM recourse.journal WHERE case_id = ANY ($1::uuid[]) ORDER BY case_id, revision
    """)

  func countRecordedCases(_ scope: ReplayScope) throws -> Int {
    try execute(Self.countRecordedCases, [.text(scope.workflow), .past(scope.since)]).single().int(0)
  }

  private static let countRecordedCases = Statement(
    "count-recorded-cases",
    """
    SELECT count(*) FROM recourse.cases
    WHERE ($1::text IS NULL OR workflow = $1) AND ($2::timestamptz IS NULL OR opened_at >= $2)
    """)
}
