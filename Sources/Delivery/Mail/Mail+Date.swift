import CivilTime

extension Mail {
  /// A date as RFC 5322 writes it, in UTC.
  static func date(of instant: Instant) -> String {
    let (date, second) = ZoneRules.utc.civil(at: instant)
    let clock = [second / 3_600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][date.weekday - 1]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return "\(weekday), \(date.day) \(months[date.month - 1]) \(date.year) \(clock.joined(separator: ":")) +0000"
  }
}
