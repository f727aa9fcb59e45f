/// A point on the world's time line, to the nanosecond: when something happened or is due. It knows no zone.
///
/// Leap seconds are not counted, as in POSIX time: every day has 86,400 seconds.
package struct Instant: Hashable, Sendable {
  /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
  package let seconds: Int64

  /// Nanoseconds after `seconds`, 0 to 999,999,999.
  package let nanoseconds: Int32

  /// The instant so many seconds and nanoseconds after 1970-01-01T00:00:00Z.
  ///
  /// - Precondition: `nanoseconds` lies in 0..<1,000,000,000.
  package init(seconds: Int64, nanoseconds: Int32 = 0) {
    precondition(nanoseconds >= 0 && nanoseconds < 1_000_000_000, "nanoseconds out of range")
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// What RFC 3339 can write, and so what any text we accept or print lies in: the years 1 to 9999.
  package static let writable =
    Instant(seconds: -62_135_596_800)...Instant(seconds: 253_402_300_799, nanoseconds: 999_999_999)
}

extension Instant: Comparable {
  package static func < (left: Instant, right: Instant) -> Bool {
    left.seconds != right.seconds ? left.seconds < right.seconds : left.nanoseconds < right.nanoseconds
  }
}

// MARK: - Arithmetic

extension Instant {
  /// The instant a duration later; earlier when it is negative. Parts of a nanosecond are dropped.
  ///
  /// - Precondition: the result fits 64-bit seconds; ten thousand years either way always do.
  package func advanced(by duration: Duration) -> Instant {
    let (whole, attoseconds) = duration.components
    var seconds = self.seconds + whole
    var nanoseconds = Int64(self.nanoseconds) + attoseconds / 1_000_000_000
    if nanoseconds < 0 {
      nanoseconds += 1_000_000_000
      seconds -= 1
    } else if nanoseconds >= 1_000_000_000 {
      nanoseconds -= 1_000_000_000
      seconds += 1
    }
    return Instant(seconds: seconds, nanoseconds: Int32(nanoseconds))
  }

  /// The instant so many whole seconds later, its fraction kept.
  package func advanced(bySeconds seconds: Int64) -> Instant {
    Instant(seconds: self.seconds + seconds, nanoseconds: nanoseconds)
  }

  /// How long it is from this instant to another; negative when that one is earlier.
  package func duration(to other: Instant) -> Duration {
    Duration(
      secondsComponent: other.seconds - seconds,
      attosecondsComponent: Int64(other.nanoseconds - nanoseconds) * 1_000_000_000)
  }

  /// How long it is since an earlier instant; negative when that one is later.
  package func since(_ earlier: Instant) -> Duration {
    earlier.duration(to: self)
  }
}

// MARK: - Text

extension Instant: CustomStringConvertible {
  /// Reads an RFC 3339 date and time such as `2026-01-05T09:00:00Z` or `2026-07-01T09:00:00.25+01:00`.
  ///
  /// Refused: a leap second, more than nine digits of a second, anything left out or added, and an instant that lies
  /// outside the years 1 to 9999 once its offset is taken off.
  package init?(rfc3339 text: String) {
    var scanner = DigitScanner(text)
    guard let date = scanner.date() else { return nil }
    guard scanner.take(UInt8(ascii: "T")) || scanner.take(UInt8(ascii: "t")) else { return nil }
    guard let secondOfDay = scanner.timeWithSeconds() else { return nil }
    var nanoseconds: Int32 = 0
    if scanner.take(UInt8(ascii: ".")) {
      guard let fraction = scanner.fraction() else { return nil }
      nanoseconds = fraction
    }
    var offset = 0
    if !scanner.take(UInt8(ascii: "Z")) && !scanner.take(UInt8(ascii: "z")) {
      guard let east = scanner.offset() else { return nil }
      offset = east
    }
    guard scanner.isAtEnd else { return nil }
    let local = Int64(date.dayNumber) * 86_400 + Int64(secondOfDay)
    let instant = Instant(seconds: local - Int64(offset), nanoseconds: nanoseconds)
    guard Self.writable.contains(instant) else { return nil }
    self = instant
  }

  /// The instant in UTC, such as `2026-01-05T09:00:00Z`; a fraction only where there is one, without trailing zeros.
  package var rfc3339: String {
    let (date, secondOfDay) = ZoneRules.utc.civil(at: self)
    return DigitWriter.text(capacity: 48) { writer in
      writer.date(date)
      writer.byte(UInt8(ascii: "T"))
      writer.time(secondOfDay: secondOfDay)
      writer.fraction(nanoseconds: nanoseconds)
      writer.byte(UInt8(ascii: "Z"))
    }
  }

  package var description: String { rfc3339 }
}
