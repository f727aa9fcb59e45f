package import CivilTime
import Expression
import WorkingTime

/// How values are written in messages to people.
package enum Wording {
  /// A value in words: dates with their weekday, lists with commas, nothing for what is not known.
  static func text(of value: Value, zone: ZoneRules) -> String {
    switch value {
    case .null: ""
    case .bool(let value): value ? "yes" : "no"
    case .date(let value): text(of: value)
    case .timestamp(let value): text(of: value, zone: zone)
    case .list(let values): values.map { text(of: $0, zone: zone) }.joined(separator: ", ")
    case .optional(let value): value.map { text(of: $0, zone: zone) } ?? ""
    case .int, .uint, .double, .decimal, .string, .bytes, .map, .duration, .type, .opaque: value.plainText
    }
  }

  /// Such as "Friday 20 November 2026".
  package static func text(of date: CivilDate) -> String { date.words }

  private static func text(of instant: Instant, zone: ZoneRules) -> String {
    let (date, second) = zone.civil(at: instant)
    let (hour, minute) = (second / 3600, second / 60 % 60)
    let minutes = minute == 0 ? "" : minute < 10 ? ":0\(minute)" : ":\(minute)"
    let clock = "\(hour % 12 == 0 ? 12 : hour % 12)\(minutes)\(hour < 12 ? "am" : "pm")"
    return "\(clock) on \(text(of: date))"
  }
}
