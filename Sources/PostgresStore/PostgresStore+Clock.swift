package import CivilTime
import Engine
import Postgres

/// A store's clock: what it shows, and how far it has been moved.
package struct StoreClock: Sendable, Hashable {
  /// The store's time.
  package let now: Instant
  /// Decided when the database was made.
  package let mayMove: Bool
  /// How far ahead of the machine's clock it is.
  package let movedBy: Duration
}

extension PostgresStore {
  static let clockStatements = [showClock, moveClockBy, moveClockTo]

  /// Reads the clock.
  package func clock() async throws -> StoreClock {
    try await run { transaction in try Self.clock(transaction.execute(Self.showClock)) }
  }

  /// Moves the clock ahead; it runs on from there.
  ///
  /// - Throws: `StoreError` of code `refused` where the database's clock may not be moved, and for going back: what is
  ///   in the journal would then lie in the future.
  @discardableResult
  package func moveClock(by duration: Duration) async throws -> StoreClock {
    guard duration >= .zero else { throw StoreError.clockGoesBack }
    let (seconds, attoseconds) = duration.components
    let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    return try await move(Self.moveClockBy, .integer(microseconds))
  }

  /// Moves the clock ahead to an instant; it runs on from there. Throws as `moveClock(by:)` does, but lets a
  /// demonstration begin in the past: as long as there is no journal, the clock may go back.
  @discardableResult
  package func moveClock(to instant: Instant) async throws -> StoreClock {
    try await move(Self.moveClockTo, .due(instant))
  }

  private func move(_ statement: Statement, _ parameter: Parameter) async throws -> StoreClock {
    try await run { transaction in
      let answers = try transaction.executeAll([Command(statement, [parameter]), Command(Self.showClock)])
      let clock = try Self.clock(answers[1])
      guard clock.mayMove else { throw StoreError.clockMayNotMove }
      guard answers[0].affectedCount == 1 else { throw StoreError.clockGoesBack }
      return clock
    }
  }

  private static func clock(_ rows: Rows) throws -> StoreClock {
    let row = try rows.single()
    return StoreClock(
      now: try row.instant(0), mayMove: try row.bool(1), movedBy: .microseconds(try row.int64(2)))
  }

  private static let showClock = Statement(
    "clock-show",
    """
    SELECT recourse.now(), may_move, (extract(epoch FROM moved_by) * 1000000)::bigint FROM recourse.clock
    """)

  // Only seconds are added: an interval of days would depend on the session's time zone.
  private static let moveClockBy = Statement(
    "clock-move-by",
    "UPDATE recourse.clock SET moved_by = moved_by + $1::bigint * interval '1 microsecond' WHERE may_move")

  private static let moveClockTo = Statement(
    "clock-move-to",
    """
    UPDATE recourse.clock
    SET moved_by = moved_by + make_interval(secs => extract(epoch FROM $1::timestamptz - recourse.now())::float8)
    WHERE may_move AND ($1 >= recourse.now() OR NOT EXISTS (SELECT FROM recourse.journal))
    """)
}

extension StoreError {

  static let clockMayNotMove = StoreError(
    .refused,
    """
    the clock of this database may not move: that is decided when a database is made, and this one is made for real \
    deadlines; make another for tests and demonstrations
    """,
    isRetryable: false)

  fileprivate static let clockGoesBack = StoreError(
    .refused, "the clock only moves ahead: the journal's entries would lie in the future otherwise",
    isRetryable: false)
}
