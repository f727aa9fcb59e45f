/// A value that is always the same.
final class ConstantStep: Step {
  let value: Value

  init(_ value: Value) {
    self.value = value
  }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value { value }
}

/// A variable of the environment.
final class VariableStep: Step {
  let variable: Int

  init(_ variable: Int) {
    self.variable = variable
  }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    frame.activation.value(of: variable)
  }
}

/// Whether a variable is not null.
final class PresenceStep: Condition {
  private let variable: Int

  init(_ variable: Int) {
    self.variable = variable
  }

  func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    if case .null = frame.activation.value(of: variable) { return false }
    return true
  }
}

/// A variable of a macro.
final class LocalStep: Step {
  private let slot: Int

  init(_ slot: Int) {
    self.slot = slot
  }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    frame.locals[slot]
  }
}

/// What has no value.
final class FaultStep: Step {
  private let error: EvaluationError

  init(_ error: EvaluationError) {
    self.error = error
  }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    throw error
  }
}

/// Holds a value to the type that its place needs.
final class ConformingStep: Step {
  private let step: any Step
  private let type: Type

  init(_ step: any Step, to type: Type) {
    self.step = step
    self.type = type
  }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    let value = try step.evaluate(&frame)
    try value.measure(&frame.meter)
    guard type.accepts(value) else {
      throw EvaluationError(.noSuchOverload, "the value is \(value.typeName), and \(type) is needed here")
    }
    return value
  }
}
