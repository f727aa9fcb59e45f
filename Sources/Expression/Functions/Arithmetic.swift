import CivilTime

/// What the arithmetic operators do. Nothing wraps around, nothing is rounded unasked, no two types of number mix but
/// whole numbers with decimals.
enum Arithmetic {
  static func add(_ left: Value, _ right: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)): return .int(try whole(a.addingReportingOverflow(b)))
    case (.uint(let a), .uint(let b)): return .uint(try whole(a.addingReportingOverflow(b)))
    case (.double(let a), .double(let b)): return .double(a + b)
    case (.string(let a), .string(let b)):
      try meter.charge(bytes: a.utf8.count + b.utf8.count)
      return .string(a + b)
    case (.bytes(let a), .bytes(let b)):
      try meter.charge(bytes: a.count + b.count)
      return .bytes(a + b)
    case (.list(let a), .list(let b)):
      try meter.charge(a.count + b.count)
      return .list(a + b)
    case (.timestamp(let a), .duration(let b)), (.duration(let b), .timestamp(let a)):
      return try TimeRange.add(b, to: a)
    case (.duration(let a), .duration(let b)): return try TimeRange.duration(a + b)
    default:
      if let (a, b) = decimals(left, right) { return .decimal(try exact(a.adding(b))) }
      throw Library.noOverload("_+_", left, right)
    }
  }

  static func subtract(_ left: Value, _ right: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)): return .int(try whole(a.subtractingReportingOverflow(b)))
    case (.uint(let a), .uint(let b)): return .uint(try whole(a.subtractingReportingOverflow(b)))
    case (.double(let a), .double(let b)): return .double(a - b)
    case (.timestamp(let a), .timestamp(let b)): return try TimeRange.duration(a.since(b))
    case (.timestamp(let a), .duration(let b)): return try TimeRange.add(.zero - b, to: a)
    case (.duration(let a), .duration(let b)): return try TimeRange.duration(a - b)
    default:
      if let (a, b) = decimals(left, right) { return .decimal(try exact(a.subtracting(b))) }
      throw Library.noOverload("_-_", left, right)
    }
  }

  static func multiply(_ left: Value, _ right: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)): return .int(try whole(a.multipliedReportingOverflow(by: b)))
    case (.uint(let a), .uint(let b)): return .uint(try whole(a.multipliedReportingOverflow(by: b)))
    case (.double(let a), .double(let b)): return .double(a * b)
    default:
      if let (a, b) = decimals(left, right) { return .decimal(try exact(a.multiplied(by: b))) }
      throw Library.noOverload("_*_", left, right)
    }
  }

  static func divide(_ left: Value, _ right: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)):
      if b == 0 { throw divisionByZero }
      return .int(try whole(a.dividedReportingOverflow(by: b)))
    case (.uint(let a), .uint(let b)):
      if b == 0 { throw divisionByZero }
      return .uint(a / b)
    case (.double(let a), .double(let b)): return .double(a / b)
    default: throw Library.noOverload("_/_", left, right)
    }
  }

  static func remainder(_ left: Value, _ right: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)):
      if b == 0 { throw EvaluationError(.divisionByZero, "modulus by zero") }
      return .int(try whole(a.remainderReportingOverflow(dividingBy: b)))
    case (.uint(let a), .uint(let b)):
      if b == 0 { throw EvaluationError(.divisionByZero, "modulus by zero") }
      return .uint(a % b)
    default: throw Library.noOverload("_%_", left, right)
    }
  }

  static func negate(_ operand: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch operand {
    case .int(let a): return .int(try whole(Int64(0).subtractingReportingOverflow(a)))
    case .double(let a): return .double(-a)
    case .decimal(let a): return .decimal(try exact(a.negated))
    case .null, .bool, .uint, .string, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional, .opaque:
      throw Library.noOverload("-_", operand)
    }
  }

  private static let divisionByZero = EvaluationError(.divisionByZero, "division by zero")

  /// Both as decimals, where one is a decimal and the other one too or a whole number.
  private static func decimals(_ left: Value, _ right: Value) -> (Decimal, Decimal)? {
    switch (left, right) {
    case (.decimal(let a), .decimal(let b)): (a, b)
    case (.decimal(let a), .int(let b)): (a, Decimal(b))
    case (.int(let a), .decimal(let b)): (Decimal(a), b)
    default: nil
    }
  }

  static func whole<Number>(_ result: (partialValue: Number, overflow: Bool)) throws(EvaluationError) -> Number {
    if result.overflow { throw EvaluationError(.overflow, "the result is too large for a whole number (overflow)") }
    return result.partialValue
  }

  static func exact(_ result: Decimal?) throws(EvaluationError) -> Decimal {
    guard let result else { throw EvaluationError(.overflow, "the result has more digits than a decimal holds") }
    return result
  }
}

extension Library {
  static let operators: [LibraryFunction] = [
    LibraryFunction(
      "_+_",
      [
        .global(.int, .int, to: .int), .global(.uint, .uint, to: .uint), .global(.double, .double, to: .double),
        .global(.string, .string, to: .string), .global(.bytes, .bytes, to: .bytes),
        .global(.list(a), .list(a), to: .list(a)), .global(.timestamp, .duration, to: .timestamp),
        .global(.duration, .timestamp, to: .timestamp), .global(.duration, .duration, to: .duration),
        .global(.decimal, .decimal, to: .decimal), .global(.decimal, .int, to: .decimal),
        .global(.int, .decimal, to: .decimal),
      ], .binary(Arithmetic.add)),
    LibraryFunction(
      "_-_",
      [
        .global(.int, .int, to: .int), .global(.uint, .uint, to: .uint), .global(.double, .double, to: .double),
        .global(.timestamp, .timestamp, to: .duration), .global(.timestamp, .duration, to: .timestamp),
        .global(.duration, .duration, to: .duration), .global(.decimal, .decimal, to: .decimal),
        .global(.decimal, .int, to: .decimal), .global(.int, .decimal, to: .decimal),
      ], .binary(Arithmetic.subtract)),
    LibraryFunction(
      "_*_",
      [
        .global(.int, .int, to: .int), .global(.uint, .uint, to: .uint), .global(.double, .double, to: .double),
        .global(.decimal, .decimal, to: .decimal), .global(.decimal, .int, to: .decimal),
        .global(.int, .decimal, to: .decimal),
      ], .binary(Arithmetic.multiply)),
    LibraryFunction(
      "_/_",
      [.global(.int, .int, to: .int), .global(.uint, .uint, to: .uint), .global(.double, .double, to: .double)],
      .binary(Arithmetic.divide)),
    LibraryFunction(
      "_%_", [.global(.int, .int, to: .int), .global(.uint, .uint, to: .uint)], .binary(Arithmetic.remainder)),
    LibraryFunction(
      "-_", [.global(.int, to: .int), .global(.double, to: .double), .global(.decimal, to: .decimal)],
      .unary(Arithmetic.negate)),
    LibraryFunction(
      "!_", [.global(.bool, to: .bool)],
      .unary { (operand, _) throws(EvaluationError) in
        guard case .bool(let value) = operand else { throw noOverload("!_", operand) }
        return .bool(!value)
      }),
  ]
}
