package import CivilTime

/// Stores count microseconds, as PostgreSQL does, and both of them the same way.
///
/// What has happened is rounded down and what is due is rounded up, so that no timer fires early: an instant that is due
/// at or before the store's clock after rounding is so before it as well.
extension Instant {
  /// The years that a store can keep, as microseconds since 1970: whatever lies beyond is kept as the end.
  private static let kept = Instant.writable

  package init(microseconds: Int64) {
    let seconds = microseconds >= 0 ? microseconds / 1_000_000 : (microseconds + 1) / 1_000_000 - 1
    self.init(seconds: seconds, nanoseconds: Int32(microseconds - seconds * 1_000_000) * 1_000)
  }

  /// Microseconds since 1970, what is left over dropped: for what has happened.
  package var microsecondsRoundedDown: Int64 {
    let instant = min(max(self, Self.kept.lowerBound), Self.kept.upperBound)
    return instant.seconds * 1_000_000 + Int64(instant.nanoseconds / 1_000)
  }

  /// Microseconds since 1970, a part of one counted as whole: for what is due.
  package var microsecondsRoundedUp: Int64 {
    let instant = min(max(self, Self.kept.lowerBound), Self.kept.upperBound)
    return instant.seconds * 1_000_000 + Int64((instant.nanoseconds + 999) / 1_000)
  }

  /// As a store keeps what has happened.
  package var keptAsPast: Instant { Instant(microseconds: microsecondsRoundedDown) }
  /// As a store keeps what is due.
  package var keptAsDue: Instant { Instant(microseconds: microsecondsRoundedUp) }
}
