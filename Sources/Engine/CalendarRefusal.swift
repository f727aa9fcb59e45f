package import Casework
package import WorkingTime

/// Why a new version of a calendar is not taken in. Nothing has changed then.
package enum CalendarRefusal: Error, Sendable, CustomStringConvertible {
  /// It no longer covers years that the kept version covers.
  case losesYears(calendar: String, kept: ClosedRange<Int>, given: ClosedRange<Int>)
  /// It hangs its clocks elsewhere.
  case otherZone(calendar: String, kept: String, given: String)
  /// A calendar that is there now would be there no more.
  case losesCalendar(String)
  /// A running timer would have no date.
  case undatable(CaseReference, timer: String, CalendarError)
  /// Dates would move, and nobody has said what shall become of them.
  case datesMove(CalendarSummary)

  package var description: String {
    switch self {
    case .losesYears(let calendar, let kept, let given):
      "the calendar \"\(calendar)\" covers \(given.words), and the one that is kept \(kept.words); add the missing "
        + "years to the file, or take them from the kept one with --fill-years"
    case .otherZone(let calendar, let kept, let given):
      "the calendar \"\(calendar)\" is for the time zone \(given), and the one that is kept for \(kept); give it "
        + "another name, and name that in the workflows that mean it"
    case .losesCalendar(let calendar):
      "the calendar \"\(calendar)\" would be missing; give it a file of its own with \"division\" and \"events\""
    case .undatable(let reference, let timer, let error):
      "the timer \(timer) of the case \(reference) would have no date: \(error)"
    case .datesMove(let summary):
      "dates of open cases would move (\(summary.timers) in all), so nothing was changed; say --move to move them, or "
        + "--keep to keep them and count with the new calendar from now on"
    }
  }
}

extension ClosedRange<Int> {
  fileprivate var words: String { "\(lowerBound) to \(upperBound)" }
}
