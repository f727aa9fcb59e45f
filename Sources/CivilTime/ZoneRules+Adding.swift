extension ZoneRules {
  /// The instant so many days later by the wall clock: the same local time, whatever the clocks did in between.
  ///
  /// A time that a spring change skips moves forward by the gap; one that an autumn change repeats is its first
  /// occurrence. No days are no change at all.
  package func adding(days: Int, to start: Instant) -> Instant {
    guard days != 0 else { return start }
    let (dayNumber, secondOfDay) = localDay(at: start)
    return instant(ofDayNumber: dayNumber + days, secondOfDay: secondOfDay).keepingFraction(of: start)
  }

  /// The instant so many months later by the wall clock: the same day of the month and local time, or the month's last
  /// day where it is shorter.
  package func adding(months: Int, to start: Instant) -> Instant {
    guard months != 0 else { return start }
    let (date, secondOfDay) = civil(at: start)
    return instant(of: date.adding(months: months), secondOfDay: secondOfDay).keepingFraction(of: start)
  }
}

extension Instant {
  fileprivate func keepingFraction(of other: Instant) -> Instant {
    Instant(seconds: seconds, nanoseconds: other.nanoseconds)
  }
}
