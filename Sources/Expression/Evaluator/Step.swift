/// A part of an expression in the form that runs.
protocol Step: AnyObject, Sendable {
  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value
  /// The value as a condition, without making a value of it where that can be helped.
  func test(_ frame: inout Frame) throws(EvaluationError) -> Bool
}

extension Step {
  func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    let value = try evaluate(&frame)
    guard case .bool(let flag) = value else {
      throw EvaluationError(.noSuchOverload, "a condition must be true or false, not \(value.typeName)")
    }
    return flag
  }
}

/// A step whose value is always true or false.
protocol Condition: Step {}

extension Condition {
  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    .bool(try test(&frame))
  }
}

/// What one run of an expression carries along.
struct Frame {
  let activation: any Activation
  var meter: Meter
  /// The variables of macros, by slot.
  var locals: [Value]
}
