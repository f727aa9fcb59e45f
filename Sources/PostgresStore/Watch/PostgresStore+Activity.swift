package import CivilTime
import Engine
import Postgres

/// What was done on the database in one hour.
package struct HourOfWork: Sendable, Hashable {
  package let begins: Instant
  /// Steps that people or programs asked for.
  package let events: Int
  /// Timers that fired.
  package let timers: Int
  /// How late the latest of them fired, in seconds.
  package let longestLagSeconds: Double
}

extension PostgresStore {
  static let activityStatements = [hoursOfWork]

  /// What was done in the last hours, the first first; hours without any work are left out.
  package func hoursOfWork(_ count: Int) async throws -> [HourOfWork] {
    try await run(attempts: 1) { transaction in
      try transaction.execute(Self.hoursOfWork, [.integer(Int64(count))]).map { row in
        HourOfWork(
          begins: try row.instant(0), events: try row.int(1), timers: try row.int(2),
          longestLagSeconds: try row.double(3))
      }
    }
  }

  private static let hoursOfWork = Statement(
    "hours-of-work",
    """
    SELECT date_trunc('hour', at, 'UTC') AS hour, count(*) FILTER (WHERE due_at IS NULL),
      count(*) FILTER (WHERE due_at IS NOT NULL),
      greatest(0, coalesce(max(extract(epoch FROM at - due_at)), 0))::float8
    FROM recourse.journal
    WHERE at >= date_trunc('hour', (SELECT recourse.now()), 'UTC') - ($1::bigint - 1) * interval '1 hour'
    GROUP BY hour ORDER BY hour
    """)
}
