import CivilTime

/// The bounds of times and lengths of time: the years 1 to 9999, and ten thousand years either way.
enum TimeRange {
  static let longestSeconds: Int64 = 315_576_000_000

  static func duration(_ duration: Swift.Duration) throws(EvaluationError) -> Value {
    let longest = Swift.Duration.seconds(longestSeconds)
    guard duration >= .zero - longest, duration <= longest else {
      throw EvaluationError(.overflow, "the duration is out of range: ten thousand years at most")
    }
    return .duration(duration)
  }

  static func timestamp(_ instant: Instant) throws(EvaluationError) -> Value {
    guard Instant.writable.contains(instant) else {
      throw EvaluationError(.overflow, "the timestamp is out of range: the years 1 to 9999")
    }
    return .timestamp(instant)
  }

  static func sum(_ one: Swift.Duration, _ other: Swift.Duration) throws(EvaluationError) -> Value {
    _ = try duration(one)
    _ = try duration(other)
    return try duration(one + other)
  }

  static func between(_ instant: Instant, since earlier: Instant) throws(EvaluationError) -> Value {
    _ = try timestamp(instant)
    _ = try timestamp(earlier)
    return try duration(instant.since(earlier))
  }

  static func add(_ duration: Swift.Duration, to instant: Instant) throws(EvaluationError) -> Value {
    // Both are checked before they meet: a host's own values may lie anywhere.
    _ = try TimeRange.duration(duration)
    _ = try timestamp(instant)
    return try timestamp(instant.advanced(by: duration))
  }
}
