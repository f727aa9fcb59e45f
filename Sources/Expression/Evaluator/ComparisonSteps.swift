/// `a == b`, or `a != b`.
final class EqualityStep: Condition {
  private let left: any Step
  private let right: any Step
  private let isNegated: Bool

  init(_ left: any Step, _ right: any Step, isNegated: Bool) {
    self.left = left
    self.right = right
    self.isNegated = isNegated
  }

  func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    try frame.meter.step()
    let one = try left.evaluate(&frame)
    let other = try right.evaluate(&frame)
    return try one.equals(other, &frame.meter) != isNegated
  }
}

/// `variable == 'text'`, or `!=`: the commonest guard there is.
final class TextEqualityStep: Condition {
  private let variable: Int
  private let text: String
  private let isNegated: Bool

  init(_ variable: Int, _ text: String, isNegated: Bool) {
    self.variable = variable
    self.text = text
    self.isNegated = isNegated
  }

  func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    try frame.meter.step()
    guard case .string(let value) = frame.activation.value(of: variable) else { return isNegated }
    return value.hasSameBytes(as: text) != isNegated
  }
}

/// `a < b` and its like.
final class OrderStep: Condition {
  private let comparison: Comparison
  private let left: any Step
  private let right: any Step

  init(_ comparison: Comparison, _ left: any Step, _ right: any Step) {
    self.comparison = comparison
    self.left = left
    self.right = right
  }

  func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    try frame.meter.step()
    let one = try left.evaluate(&frame)
    let other = try right.evaluate(&frame)
    return try comparison.holds(one, other, &frame.meter)
  }
}

/// `variable < 5` and its like.
final class WholeOrderStep: Condition {
  private let comparison: Comparison
  private let variable: Int
  private let number: Int64

  init(_ comparison: Comparison, _ variable: Int, _ number: Int64) {
    self.comparison = comparison
    self.variable = variable
    self.number = number
  }

  func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    try frame.meter.step()
    let value = frame.activation.value(of: variable)
    if case .int(let whole) = value { return comparison.holds(whole, number) }
    return try comparison.holds(value, .int(number), &frame.meter)
  }
}

/// `text.matches('…')`, with a pattern that was read beforehand.
final class MatchStep: Condition {
  private let operand: any Step
  private let pattern: Pattern

  init(_ operand: any Step, _ pattern: Pattern) {
    self.operand = operand
    self.pattern = pattern
  }

  func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    let value = try operand.evaluate(&frame)
    guard case .string(let text) = value else { throw Library.noOverload("matches", value, .string("")) }
    return try Library.matches(text, pattern, &frame.meter)
  }
}

/// `'key' in variable`: the activation may know without working out a whole map.
final class KeyStep: Condition {
  private let key: String
  private let variable: Int

  init(_ key: String, in variable: Int) {
    self.key = key
    self.variable = variable
  }

  func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    if let isThere = frame.activation.has(key: key, in: variable) {
      try frame.meter.step()
      return isThere
    }
    let answer = try Library.contains(.string(key), frame.activation.value(of: variable), &frame.meter)
    guard case .bool(let isThere) = answer else { return false }
    return isThere
  }
}
