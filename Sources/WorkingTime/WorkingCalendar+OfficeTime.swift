package import CivilTime

extension WorkingCalendar {
  /// The instant at which so much office time has passed since another; before it, when negative.
  ///
  /// Time outside office hours does not count. A span that ends exactly when the office closes ends that day, and one
  /// counted backwards that ends exactly when it opens does too. No time at all is the instant itself while the office
  /// is open, else its next opening.
  package func adding(workingTime time: Duration, to start: Instant) throws(CalendarError) -> Instant {
    let (seconds, attoseconds) = time.components
    let position = try position(of: start)
    // More than the office was ever open; also keeps the sum below from overflowing.
    guard seconds.magnitude <= index.totalOpenSeconds else {
      throw seconds > 0 ? pastTheEnd : beforeTheStart
    }
    let span = OfficePosition(seconds) * Self.second + OfficePosition(attoseconds / 1_000_000_000)
    return try instant(at: position + span, endsAtClosing: span > 0)
  }

  /// How much office time lies between two instants; negative where the second is earlier.
  package func workingTime(from start: Instant, to end: Instant) throws(CalendarError) -> Duration {
    .nanoseconds(try position(of: end) - position(of: start))
  }

  /// Whether the office is open at an instant.
  package func isOpen(at instant: Instant) throws(CalendarError) -> Bool {
    let day = try covered(zone.localDay(at: instant).dayNumber)
    guard index.isWorking(day) else { return false }
    let ordinal = index.ordinal(before: day)
    return instant.seconds >= index.openings[ordinal] && instant.seconds < index.closings[ordinal]
  }

  /// Office time since the calendar's first opening, in nanoseconds: twice 100 years of them fit.
  private typealias OfficePosition = Int64

  private static var second: OfficePosition { 1_000_000_000 }

  private func position(of instant: Instant) throws(CalendarError) -> OfficePosition {
    let day = try covered(zone.localDay(at: instant).dayNumber)
    let ordinal = index.ordinal(before: day)
    let before = index.openSeconds[ordinal] * Self.second
    guard index.isWorking(day), instant.seconds >= index.openings[ordinal] else { return before }
    guard instant.seconds < index.closings[ordinal] else { return index.openSeconds[ordinal + 1] * Self.second }
    return before + (instant.seconds - index.openings[ordinal]) * Self.second + OfficePosition(instant.nanoseconds)
  }

  private func instant(at position: OfficePosition, endsAtClosing: Bool) throws(CalendarError) -> Instant {
    guard position >= 0 else { throw beforeTheStart }
    // The last working day that begins before the position, or at it: where a day's closing is the same position as
    // the next one's opening, the direction decides between them.
    var low = 0
    var high = index.count
    while low < high {
      let middle = (low + high) / 2
      let start = index.openSeconds[middle] * Self.second
      if endsAtClosing ? start < position : start <= position { low = middle + 1 } else { high = middle }
    }
    let ordinal = try existing(low - 1)
    let offset = position - index.openSeconds[ordinal] * Self.second
    let length = (index.closings[ordinal] - index.openings[ordinal]) * Self.second
    guard endsAtClosing ? offset <= length : offset < length else {
      throw pastTheEnd
    }
    return Instant(
      seconds: index.openings[ordinal] + offset / Self.second, nanoseconds: Int32(offset % Self.second))
  }
}
