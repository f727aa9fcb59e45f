/// What an evaluation may still cost.
struct Meter {
  private var remaining: Int

  init(limit: Int) {
    remaining = limit
  }

  /// Pays for a step.
  @inline(__always)
  mutating func step() throws(EvaluationError) {
    remaining -= 1
    if remaining < 0 { throw Self.exhausted }
  }

  /// Pays for work or for a value of some size.
  mutating func charge(_ cost: Int) throws(EvaluationError) {
    guard cost <= remaining else {
      remaining = -1
      throw Self.exhausted
    }
    remaining -= cost
  }

  /// Pays for a text, or bytes, of so many bytes.
  @inline(__always)
  mutating func charge(bytes: Int) throws(EvaluationError) {
    try charge(bytes / 16 + 1)
  }

  private static let exhausted = EvaluationError(
    .costLimit, "the expression takes more steps, or makes larger values, than it may")
}
