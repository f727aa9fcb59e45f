package import CivilTime

extension CivilDate {
  /// The English name of the day of the week.
  package var weekdayName: String { Self.weekdays[weekday - 1] }

  /// The day as people write it: "Friday 20 November 2026".
  package var words: String { "\(weekdayName) \(day) \(Self.months[month - 1]) \(year)" }

  private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}
