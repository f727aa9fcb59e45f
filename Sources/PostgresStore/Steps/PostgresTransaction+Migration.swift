import Casework
import Engine
import Postgres

extension PostgresTransaction {
  static let migrationStatements = [openCasesOfVersion, changeVersion]

  func openCases(of version: WorkflowDigest, after last: CaseID?, limit: Int) throws -> [CaseRecord] {
    try execute(
      Self.openCasesOfVersion, [.text(version.description), .id(last ?? .beforeAll), .integer(Int64(limit))]
    ).map { try Self.record($0) }
  }

  private static let openCasesOfVersion = Statement(
    "open-cases-of-version",
    """
    SELECT case_id, workflow, version, revision, states, owner, assignee, parked, opened_at, closed_at, due_at, head,
      document
    FROM recourse.cases WHERE case_id > $2 AND version = $1 AND closed_at IS NULL ORDER BY case_id LIMIT $3
    """)

  /// A case that is migrated has another version afterwards, and no other step changes that. It goes with the step in
  /// one round trip, as a statement of its own, and reaches the case only where the step was written.
  static let changeVersion = Statement(
    "change-version",
    """
    UPDATE recourse.cases c SET version = m.version
    FROM unnest($1::uuid[], $2::bytea[], $3::text[]) AS m (case_id, head, version)
    WHERE c.case_id = m.case_id AND c.head = m.head
    """)
}
