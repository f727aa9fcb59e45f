import Casework
import Engine
import Postgres

/// How long the lists are that somebody looks at first: one statement, and of each list no more rows than are counted.
extension PostgresTransaction {
  static let queueCountStatements = [countQueues]

  func queueCounts(of persons: [String], team: [String], limit: Int) throws -> QueueCounts {
    let row = try execute(Self.countQueues, [.texts(persons), .texts(team), .integer(Int64(limit))]).first
    return QueueCounts(
      mine: try row?.int(0) ?? 0, unassigned: try row?.int(1) ?? 0, team: try row?.int(2) ?? 0,
      waiting: try row?.int(3) ?? 0)
  }

  /// Who waits for others is nearly always a small part of all, and no index knows who is not asked: so the roles that
  /// anybody waits for are asked for first, and counted one by one.
  private static let countQueues = Statement(
    "count-queues",
    """
    SELECT
      (SELECT count(*) FROM (SELECT FROM recourse.case_ranks WHERE assignee = ANY ($1::text[]) LIMIT $3::bigint) AS m),
      (SELECT count(*) FROM (SELECT FROM recourse.case_ranks WHERE assignee IS NULL LIMIT $3::bigint) AS u),
      (SELECT count(*) FROM (SELECT FROM recourse.case_ranks WHERE owner = ANY ($2::text[]) LIMIT $3::bigint) AS t),
      (SELECT count(*) FROM (
        SELECT FROM recourse.ranked_owners() o CROSS JOIN LATERAL (
          SELECT FROM recourse.case_ranks r WHERE r.owner = o.owner LIMIT $3::bigint) AS w
        WHERE o.owner <> ALL ($2::text[]) LIMIT $3::bigint) AS w)
    """)
}
