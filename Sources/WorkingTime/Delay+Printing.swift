extension Delay: CustomStringConvertible {
  /// The delay in words that `init(parsing:)` reads back as the same delay.
  package var description: String {
    switch self {
    case .elapsed(let duration): Self.describe(duration)
    case .days(let count): Self.words(count, .days)
    case .weeks(let count): Self.words(count, .weeks)
    case .months(let count): Self.words(count, .months)
    case .mixed(let months, let days, let elapsed): Self.iso8601(months: months, days: days, elapsed: elapsed)
    case .workingMinutes(let count):
      count % 60 == 0 ? Self.words(count / 60, .workingHours) : Self.words(count, .workingMinutes)
    case .workingDays(let count, counting: nil): Self.words(count, .workingDays)
    case .workingDays(let count, counting: let rule?): "\(Self.words(count, .workingDays)), \(rule.rawValue)"
    }
  }

  private static func words(_ count: Int, _ unit: DelayUnit) -> String {
    "\(count) \(count == 1 ? unit.singular : unit.plural)"
  }

  private static func describe(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    guard attoseconds % 1_000_000_000_000_000 == 0 else { return iso8601(months: 0, days: 0, elapsed: duration) }
    if attoseconds != 0 { return words(Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000), .milliseconds) }
    if seconds % 3_600 == 0, seconds != 0 { return words(Int(seconds / 3_600), .hours) }
    if seconds % 60 == 0, seconds != 0 { return words(Int(seconds / 60), .minutes) }
    return words(Int(seconds), .seconds)
  }

  private static func iso8601(months: Int, days: Int, elapsed: Duration) -> String {
    var text = "P"
    if months != 0 { text += "\(months)M" }
    if days != 0 { text += "\(days)D" }
    guard elapsed != .zero else { return text == "P" ? "P0D" : text }
    let (seconds, attoseconds) = elapsed.components
    text += "T"
    if elapsed < .zero { text += "-" }
    text += "\(seconds.magnitude)"
    let nanoseconds = String(attoseconds.magnitude / 1_000_000_000)
    if attoseconds != 0 {
      let padded = String(repeating: "0", count: 9 - nanoseconds.count) + nanoseconds
      text += "." + String(padded.reversed().drop { $0 == "0" }.reversed())
    }
    return text + "S"
  }
}
