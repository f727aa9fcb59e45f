import CivilTime

/// What the arithmetic operators do. Nothing wraps around, nothing is rounded unasked, no two types of number mix but
/// whole numbers with decimals.
enum Arithmetic {
  static func add(_ left: Value, _ right: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch left {
    case .int(let a): if case .int(let b) = right { return .int(try whole(a.addingReportingOverflow(b))) }
    case .uint(let a): if case .uint(let b) = right { return .uint(try whole(a.addingReportingOverflow(b))) }
    case .double(let a): if case .double(let b) = right { return .double(a + b) }
    case .string(let a):
      guard case .string(let b) = right else { break }
      try meter.charge(bytes: a.utf8.count + b.utf8.count)
      return .string(a + b)
    case .bytes(let a):
      guard case .bytes(let b) = right else { break }
      try meter.charge(bytes: a.count + b.count)
      return .bytes(a + b)
    case .list(let a):
      guard case .list(let b) = right else { break }
      try meter.charge(a.count + b.count)
      return .list(a + b)
    case .timestamp(let a): if case .duration(let b) = right { return try TimeRange.add(b, to: a) }
    case .duration(let a):
      if case .timestamp(let b) = right { return try TimeRange.add(a, to: b) }
      if case .duration(let b) = right { return try TimeRange.sum(a, b) }
    case .null, .bool, .decimal, .map, .date, .type, .optional, .opaque: break
    }
    let (a, b) = try decimals("_+_", left, right)
    return .decimal(try exact(a.adding(b)))
  }

  static func subtract(_ left: Value, _ right: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch left {
    case .int(let a): if case .int(let b) = right { return .int(try whole(a.subtractingReportingOverflow(b))) }
    case .uint(let a): if case .uint(let b) = right { return .uint(try whole(a.subtractingReportingOverflow(b))) }
    case .double(let a): if case .double(let b) = right { return .double(a - b) }
    case .timestamp(let a):
      if case .timestamp(let b) = right { return try TimeRange.between(a, since: b) }
      if case .duration(let b) = right { return try TimeRange.add(.zero - b, to: a) }
    case .duration(let a): if case .duration(let b) = right { return try TimeRange.sum(a, .zero - b) }
    case .null, .bool, .decimal, .string, .bytes, .list, .map, .date, .type, .optional, .opaque: break
    }
    let (a, b) = try decimals("_-_", left, right)
    return .decimal(try exact(a.subtracting(b)))
  }

  static func multiply(_ left: Value, _ right: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    if case .int(let a) = left, case .int(let b) = right {
      return .int(try whole(a.multipliedReportingOverflow(by: b)))
    }
    if case .uint(let a) = left, case .uint(let b) = right {
      return .uint(try whole(a.multipliedReportingOverflow(by: b)))
    }
    if case .double(let a) = left, case .double(let b) = right { return .double(a * b) }
    let (a, b) = try decimals("_*_", left, right)
    return .decimal(try exact(a.multiplied(by: b)))
  }

  static func divide(_ left: Value, _ right: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    if case .int(let a) = left, case .int(let b) = right {
      if b == 0 { throw EvaluationError(.divisionByZero, "division by zero") }
      return .int(try whole(a.dividedReportingOverflow(by: b)))
    }
    if case .uint(let a) = left, case .uint(let b) = right {
      if b == 0 { throw EvaluationError(.divisionByZero, "division by zero") }
      return .uint(a / b)
    }
    guard case .double(let a) = left, case .double(let b) = right else { throw Library.noOverload("_/_", left, right) }
    return .double(a / b)
  }

  static func remainder(_ left: Value, _ right: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    if case .int(let a) = left, case .int(let b) = right {
      if b == 0 { throw EvaluationError(.divisionByZero, "modulus by zero") }
      return .int(try whole(a.remainderReportingOverflow(dividingBy: b)))
    }
    guard case .uint(let a) = left, case .uint(let b) = right else { throw Library.noOverload("_%_", left, right) }
    if b == 0 { throw EvaluationError(.divisionByZero, "modulus by zero") }
    return .uint(a % b)
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

  /// Both as decimals, where one is a decimal and the other one too or a whole number.
  private static func decimals(
    _ name: String, _ left: Value, _ right: Value
  ) throws(EvaluationError) -> (Decimal, Decimal) {
    if case .decimal(let a) = left {
      if case .decimal(let b) = right { return (a, b) }
      if case .int(let b) = right { return (a, Decimal(b)) }
    }
    guard case .int(let a) = left, case .decimal(let b) = right else { throw Library.noOverload(name, left, right) }
    return (Decimal(a), b)
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
