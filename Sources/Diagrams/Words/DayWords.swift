import CivilTime

/// A day as a picture shows it: "2 March 2026".
enum DayWords {
  static func text(_ instant: Instant, _ zone: ZoneRules) -> String {
    let date = zone.civil(at: instant).date
    return "\(date.day) \(months[date.month - 1]) \(date.year)"
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}
