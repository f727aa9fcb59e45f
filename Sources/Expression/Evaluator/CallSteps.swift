/// A function of the language with one argument.
final class UnaryStep: Step {
  private let body: @Sendable (Value, inout Meter) throws(EvaluationError) -> Value
  private let operand: any Step

  init(_ body: @escaping @Sendable (Value, inout Meter) throws(EvaluationError) -> Value, _ operand: any Step) {
    self.body = body
    self.operand = operand
  }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    try frame.meter.step()
    let value = try operand.evaluate(&frame)
    return try body(value, &frame.meter)
  }
}

/// A function or operator of the language with two arguments.
final class BinaryStep: Step {
  private let body: @Sendable (Value, Value, inout Meter) throws(EvaluationError) -> Value
  private let left: any Step
  private let right: any Step

  init(
    _ body: @escaping @Sendable (Value, Value, inout Meter) throws(EvaluationError) -> Value, _ left: any Step,
    _ right: any Step
  ) {
    self.body = body
    self.left = left
    self.right = right
  }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    try frame.meter.step()
    let one = try left.evaluate(&frame)
    let other = try right.evaluate(&frame)
    return try body(one, other, &frame.meter)
  }
}

/// A function of the language with any number of arguments.
final class CallStep: Step {
  private let body: LibraryFunction.Body
  private let name: String
  private let arguments: [any Step]

  init(_ name: String, _ body: LibraryFunction.Body, _ arguments: [any Step]) {
    self.name = name
    self.body = body
    self.arguments = arguments
  }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    try frame.meter.step()
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments { values.append(try argument.evaluate(&frame)) }
    return try body.call(name, values, &frame.meter)
  }
}

/// A function of the host, or of the language where none of the host's takes the values.
final class HostCallStep: Step {
  private let name: String
  private let overloads: [(index: Int, function: Function)]
  private let otherwise: LibraryFunction.Body?
  private let arguments: [any Step]

  init(
    _ name: String, _ overloads: [(index: Int, function: Function)], otherwise: LibraryFunction.Body?,
    _ arguments: [any Step]
  ) {
    self.name = name
    self.overloads = overloads
    self.otherwise = otherwise
    self.arguments = arguments
  }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    try frame.meter.step()
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments {
      let value = try argument.evaluate(&frame)
      try value.measure(&frame.meter)
      values.append(value)
    }
    for overload in overloads where zip(overload.function.parameters, values).allSatisfy({ $0.accepts($1) }) {
      return try frame.activation.call(overload.index, values)
    }
    guard let otherwise else { throw Library.noOverload(name, values) }
    return try otherwise.call(name, values, &frame.meter)
  }
}

extension LibraryFunction.Body {
  /// Calls the function with values that are already there.
  func call(_ name: String, _ values: [Value], _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch self {
    case .nullary(let body): if values.isEmpty { return try body(&meter) }
    case .unary(let body): if values.count == 1 { return try body(values[0], &meter) }
    case .binary(let body): if values.count == 2 { return try body(values[0], values[1], &meter) }
    case .several(let body): return try body(values, &meter)
    }
    throw Library.noOverload(name, values)
  }
}
