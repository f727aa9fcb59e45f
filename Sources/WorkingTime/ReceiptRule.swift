package import CivilTime

/// When something that arrives counts as received.
package enum ReceiptRule: Hashable, Sendable {
  /// When it arrives, be it a Saturday night. Freedom of Information requests count so: the day of receipt is day 0 and
  /// may be a weekend.
  case onArrival

  /// On the day it arrives if that is a working day and the cut-off is not yet reached, else on the next working day.
  ///
  /// Court service counts so: an email sent on a business day before 16:30 is served that day, else on the next
  /// business day (Civil Procedure Rules 6.26). Without a cut-off only weekends and holidays roll forward.
  case nextWorkingDay(cutOff: TimeOfDay?)
}

extension WorkingCalendar {
  /// The day on which an arrival counts as received.
  package func receiptDate(
    of arrival: Instant, under rule: ReceiptRule
  ) throws(CalendarError) -> CivilDate {
    let (date, secondOfDay) = zone.civil(at: arrival)
    guard case .nextWorkingDay(let cutOff) = rule else { return date }
    guard let cutOff, secondOfDay >= cutOff.secondsFromMidnight else { return try firstWorkingDay(onOrAfter: date) }
    return try firstWorkingDay(onOrAfter: date.adding(days: 1))
  }

  /// The instant from which an arrival's deadlines run: its own, or the opening of the working day it counts for.
  package func receiptInstant(of arrival: Instant, under rule: ReceiptRule) throws(CalendarError) -> Instant {
    let date = try receiptDate(of: arrival, under: rule)
    guard date != zone.civil(at: arrival).date else { return arrival }
    // A later date comes from the index, and so is a working day with an opening.
    return try opening(of: date) ?? arrival
  }
}
