import Engine

/// Words for numbers.
enum OpsWords {
  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? "\(one)s")"
  }

  /// The largest unit that fits, rounded down.
  static func length(_ seconds: Double) -> String {
    let whole = Int(max(0, seconds))
    let units = [(86_400, "day"), (3_600, "hour"), (60, "minute")]
    guard let unit = units.first(where: { whole >= $0.0 }) else { return count(whole, "second") }
    return count(whole / unit.0, unit.1)
  }
}
