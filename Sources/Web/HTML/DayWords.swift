package import CivilTime
import WorkingTime

/// Days and moments as pages show them, in London's time: "Fri 20 November 2026, 4:30pm".
package enum DayWords {
  /// Such as "Fri 20 November 2026".
  package static func day(_ date: CivilDate) -> String {
    "\(weekdays[date.weekday - 1]) \(date.day) \(months[date.month - 1]) \(date.year)"
  }

  package static func day(_ instant: Instant) -> String { day(date(of: instant)) }

  /// Such as "Fri 20 November 2026, 4:30pm".
  package static func moment(_ instant: Instant) -> String { "\(day(instant)), \(time(instant))" }

  /// Such as "4:30pm"; "midday" and "midnight" for what people mistake otherwise.
  package static func time(_ instant: Instant) -> String {
    time(secondOfDay: WorkingCalendar.london.civil(at: instant).secondOfDay)
  }

  static func time(secondOfDay second: Int) -> String {
    let (hour, minute) = (second / 3_600, second / 60 % 60)
    if minute == 0, hour % 12 == 0 { return hour == 0 ? "midnight" : "midday" }
    let minutes = minute == 0 ? "" : minute < 10 ? ":0\(minute)" : ":\(minute)"
    return "\(hour % 12 == 0 ? 12 : hour % 12)\(minutes)\(hour < 12 ? "am" : "pm")"
  }

  /// How far a day is from now, counted in days as people do: "today", "tomorrow", "in 4 days", "3 days ago".
  package static func distance(to instant: Instant, from now: Instant) -> String {
    switch date(of: instant).dayNumber - date(of: now).dayNumber {
    case 0: "today"
    case 1: "tomorrow"
    case -1: "yesterday"
    case let days where days > 0: "in \(days) days"
    case let days: "\(-days) days ago"
    }
  }

  package static func date(of instant: Instant) -> CivilDate { WorkingCalendar.london.civil(at: instant).date }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}
