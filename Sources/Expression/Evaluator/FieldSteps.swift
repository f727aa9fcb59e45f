/// `a.b`, or `a.?b`.
final class SelectionStep: Step {
  private let operand: any Step
  private let name: String
  private let field: Value
  private let isOptional: Bool

  init(_ operand: any Step, _ field: String, isOptional: Bool) {
    self.operand = operand
    name = field
    self.field = .string(field)
    self.isOptional = isOptional
  }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    try frame.meter.step()
    let value = try operand.evaluate(&frame)
    if case .optional(let inner) = value {
      guard let inner else { return .optional(nil) }
      return .optional(try find(in: inner))
    }
    let found = try find(in: value)
    if isOptional { return .optional(found) }
    // The name stands in the expression itself, so naming it tells nothing of the data.
    guard let found else { throw EvaluationError(.noSuchKey, "no such key: “\(name)”") }
    return found
  }

  private func find(in value: Value) throws(EvaluationError) -> Value? {
    guard case .map(let map) = value else { throw FieldFault.none(value) }
    return map[field]
  }
}

enum FieldFault {
  static func none(_ value: Value) -> EvaluationError {
    EvaluationError(.noSuchOverload, "\(value.typeName) has no fields")
  }
}

/// `has(a.b)`
final class FieldPresenceStep: Condition {
  private let operand: any Step
  private let field: Value

  init(_ operand: any Step, _ field: String) {
    self.operand = operand
    self.field = .string(field)
  }

  func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    try frame.meter.step()
    var value = try operand.evaluate(&frame)
    while case .optional(let inner) = value {
      guard let inner else { return false }
      value = inner
    }
    guard case .map(let map) = value else { throw FieldFault.none(value) }
    return map.contains(key: field)
  }
}
