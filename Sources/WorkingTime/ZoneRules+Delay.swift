package import CivilTime

extension ZoneRules {
  /// The instant so many months, then days, then so much exact time after another; before it, when negative.
  ///
  /// Months and days keep the local time and need no bank holidays, so no calendar is asked.
  ///
  /// - Throws: `CalendarError.outsideAllYears` where a part is longer than a thousand years or the result lies outside
  ///   the years 1 to 9999.
  package func instant(
    months: Int = 0, days: Int = 0, elapsed: Duration = .zero, after start: Instant
  ) throws(CalendarError) -> Instant {
    let isWithinLimit = Delay.mixed(months: months, days: days, elapsed: elapsed).isWithinLimit
    guard isWithinLimit, Instant.writable.contains(start) else { throw .outsideAllYears }
    let day = adding(days: days, to: adding(months: months, to: start))
    let instant = day.advanced(by: elapsed)
    guard Instant.writable.contains(instant) else { throw .outsideAllYears }
    return instant
  }
}
