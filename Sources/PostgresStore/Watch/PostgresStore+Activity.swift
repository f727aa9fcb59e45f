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
  static let activityStatements = [allowBitmaps, hoursOfWork]

  /// What was done since an hour began, hour by hour; hours without any work are left out.
  func hoursOfWork(since begin: Instant) async throws -> [HourOfWork] {
    try await run(attempts: 1) { transaction in
      _ = try transaction.execute(Self.allowBitmaps)
      return try transaction.execute(Self.hoursOfWork, [.past(begin)]).map { row in
        HourOfWork(
          begins: try row.instant(0), events: try row.int(1), timers: try row.int(2),
          longestLagSeconds: try row.double(3))
      }
    }
  }

  /// The journal's index by time has one entry for many pages, and serves bitmaps alone, which statements for single cases
  /// are kept from (`PlannerSettings`).
  private static let allowBitmaps = Statement(
    "allow-bitmaps", "SELECT set_config('enable_bitmapscan', 'on', true)")

  private static let hoursOfWork = Statement(
    "hours-of-work",
    """
    SELECT date_trunc('hour', at, 'UTC') AS hour, count(*) FILTER (WHERE due_at IS NULL),
      count(*) FILTER (WHERE due_at IS NOT NULL),
      greatest(0, coalesce(max(extract(epoch FROM at - due_at)), 0))::float8
    FROM recourse.journal
    WHERE at >= $1
    GROUP BY hour ORDER BY hour
    """)
}
