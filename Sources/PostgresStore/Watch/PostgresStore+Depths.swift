import Engine
import Postgres

extension PostgresStore {
  static let depthStatements = [depths]

  /// Counts what waits: one round trip, and no more rows read than `QueueDepths.limit` of each sort.
  package func queueDepths() async throws -> QueueDepths {
    try await run(attempts: 1) { transaction in
      let row = try transaction.execute(Self.depths, [.integer(Int64(QueueDepths.limit))]).single()
      return QueueDepths(
        dueTimers: try row.int(0), oldestDueSeconds: try row.double(1), parked: try row.int(2),
        outbox: try row.int(3), oldestOutboxSeconds: try row.double(4), deadLetters: try row.int(5),
        announcements: try row.int(6), oldestAnnouncementSeconds: try row.double(7),
        failedSubscriptions: try row.int(8))
    }
  }

  private static let depths = Statement(
    "queue-depths",
    """
    WITH clock AS MATERIALIZED (SELECT recourse.now() AS now)
    SELECT
      (SELECT count(*) FROM (
        SELECT FROM recourse.timers WHERE due_at <= (SELECT now FROM clock) LIMIT $1) AS due),
      greatest(0, coalesce(extract(epoch FROM
        (SELECT now FROM clock) - (SELECT nullif(min(due_at), 'infinity') FROM recourse.timers)), 0))::float8,
      (SELECT count(*) FROM (SELECT FROM recourse.cases WHERE parked IS NOT NULL LIMIT $1) AS parked),
      (SELECT count(*) FROM (SELECT FROM recourse.outbox LIMIT $1) AS waiting),
      greatest(0, coalesce(extract(epoch FROM
        (SELECT now FROM clock) - (SELECT min(available_at) FROM recourse.outbox)), 0))::float8,
      (SELECT count(*) FROM (SELECT FROM recourse.deliveries WHERE given_up_at IS NOT NULL LIMIT $1) AS dead),
      (SELECT count(*) FROM (SELECT FROM recourse.announcements WHERE due_at IS NOT NULL LIMIT $1) AS told),
      greatest(0, coalesce(extract(epoch FROM
        (SELECT now FROM clock) - (SELECT min(a.due_at) FROM recourse.subscriptions s
          CROSS JOIN LATERAL (SELECT a.due_at FROM recourse.announcements a
            WHERE a.subscription_id = s.subscription_id AND a.due_at IS NOT NULL
            ORDER BY a.due_at LIMIT 1) AS a)), 0))::float8,
      (SELECT count(*) FROM recourse.subscriptions WHERE ended_at IS NOT NULL AND failing_since IS NOT NULL)
    """)
}
