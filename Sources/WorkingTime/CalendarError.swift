/// Why a calendar gives no date. It never guesses: where its data ends, so do its answers.
package enum CalendarError: Error, Hashable, Sendable {
  /// The date, or a day that has to be counted on the way to it, lies after the last year of bank holidays.
  case afterLastYear(calendar: String, lastYear: Int)
  /// The date, or a day that has to be counted on the way to it, lies before the first year of bank holidays.
  case beforeFirstYear(calendar: String, firstYear: Int)
  /// The date lies outside the years 1 to 9999, or the delay is longer than a thousand years.
  case outsideAllYears

  /// What is wrong, in a sentence without its full stop.
  package var message: String {
    switch self {
    case .afterLastYear(let calendar, let lastYear):
      "calendar \"\(calendar)\" knows bank holidays to the end of \(lastYear), and this counts past it"
    case .beforeFirstYear(let calendar, let firstYear):
      "calendar \"\(calendar)\" knows bank holidays from the start of \(firstYear), and this counts before it"
    case .outsideAllYears:
      "this date lies outside the years 1 to 9999"
    }
  }

  /// What to do about it.
  package var remedy: String {
    switch self {
    case .afterLastYear(let calendar, let lastYear):
      "add all bank holidays of \(lastYear + 1) to the calendar's file (\(calendar)), or choose an earlier date"
    case .beforeFirstYear(let calendar, let firstYear):
      "add all bank holidays of \(firstYear - 1) to the calendar's file (\(calendar)), or choose a later date"
    case .outsideAllYears:
      "choose a shorter delay"
    }
  }
}

extension CalendarError: CustomStringConvertible {
  package var description: String { "\(message); \(remedy)" }
}
