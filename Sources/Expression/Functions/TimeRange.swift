import CivilTime

/// The bounds of times and lengths of time: the years 1 to 9999, and ten thousand years either way.
enum TimeRange {
  static let longestSeconds: Int64 = 315_576_000_000

  static func duration(_ duration: Swift.Duration) throws(EvaluationError) -> Value {
    let (seconds, attoseconds) = duration.components
    let limit = longestSeconds
    guard seconds > -limit && seconds < limit || (abs(seconds) == limit && attoseconds == 0) else {
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

  static func add(_ duration: Swift.Duration, to instant: Instant) throws(EvaluationError) -> Value {
    _ = try TimeRange.duration(duration)
    return try timestamp(instant.advanced(by: duration))
  }
}
