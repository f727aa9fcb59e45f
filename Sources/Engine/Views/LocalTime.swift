import Casework
package import CivilTime
import WorkingTime

/// Instants as case managers read them: in London.
package enum LocalTime {
  package static func minute(_ instant: Instant) -> String {
    let (date, second) = WorkingCalendar.london.civil(at: instant)
    return "\(date) \(clock(second))"
  }

  package static func day(_ instant: Instant) -> String { WorkingCalendar.london.civil(at: instant).date.description }

  /// Such as "Friday 20 November 2026, 17:00".
  package static func words(_ instant: Instant) -> String {
    let (date, second) = WorkingCalendar.london.civil(at: instant)
    return "\(Wording.text(of: date)), \(clock(second))"
  }

  private static func clock(_ second: Int) -> String {
    [second / 3_600, second / 60 % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
