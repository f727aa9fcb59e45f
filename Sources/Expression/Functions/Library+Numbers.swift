/// The math extension.
extension Library {
  static let numbers: [LibraryFunction] = {
    let dyn = Type.dyn
    var all: [LibraryFunction] = [
      LibraryFunction("math.greatest", [.global(dyn, to: dyn)], any: .several(greatest)),
      LibraryFunction("math.least", [.global(dyn, to: dyn)], any: .several(least)),
      rounding("math.ceil") { $0.rounded(.up) },
      rounding("math.floor") { $0.rounded(.down) },
      rounding("math.round") { $0.rounded(.toNearestOrAwayFromZero) },
      rounding("math.trunc") { $0.rounded(.towardZero) },
      test("math.isNaN") { $0.isNaN },
      test("math.isInf") { $0.isInfinite },
      test("math.isFinite") { $0.isFinite },
    ]
    let same: [LibraryFunction.Overload] = [
      .global(.int, to: .int), .global(.uint, to: .uint), .global(.double, to: .double),
      .global(.decimal, to: .decimal),
    ]
    all.append(LibraryFunction("math.abs", same, .unary(absolute)))
    all.append(LibraryFunction("math.sign", same, .unary(sign)))
    all.append(
      LibraryFunction(
        "math.sqrt", [.global(.double, to: .double), .global(.int, to: .double), .global(.uint, to: .double)],
        .unary(squareRoot)))
    let pairs: [LibraryFunction.Overload] = [.global(.int, .int, to: .int), .global(.uint, .uint, to: .uint)]
    all.append(bits("math.bitAnd", pairs, { $0 & $1 }, { $0 & $1 }))
    all.append(bits("math.bitOr", pairs, { $0 | $1 }, { $0 | $1 }))
    all.append(bits("math.bitXor", pairs, { $0 ^ $1 }, { $0 ^ $1 }))
    all.append(
      LibraryFunction(
        "math.bitNot", [.global(.int, to: .int), .global(.uint, to: .uint)],
        .unary { (value, _) throws(EvaluationError) in
          if case .int(let number) = value { return .int(~number) }
          if case .uint(let number) = value { return .uint(~number) }
          throw noOverload("math.bitNot", value)
        }))
    let shifts: [LibraryFunction.Overload] = [.global(.int, .int, to: .int), .global(.uint, .int, to: .uint)]
    all.append(shift("math.bitShiftLeft", shifts) { $0 << $1 })
    all.append(shift("math.bitShiftRight", shifts) { $0 >> $1 })
    return all
  }()

  private static func rounding(_ name: String, _ body: @escaping @Sendable (Double) -> Double) -> LibraryFunction {
    LibraryFunction(
      name, [.global(.double, to: .double)],
      .unary { (value, _) throws(EvaluationError) in
        guard case .double(let number) = value else { throw noOverload(name, value) }
        return .double(body(number))
      })
  }

  private static func test(_ name: String, _ body: @escaping @Sendable (Double) -> Bool) -> LibraryFunction {
    LibraryFunction(
      name, [.global(.double, to: .bool)],
      .unary { (value, _) throws(EvaluationError) in
        guard case .double(let number) = value else { throw noOverload(name, value) }
        return .bool(body(number))
      })
  }

  private static func bits(
    _ name: String, _ overloads: [LibraryFunction.Overload],
    _ signed: @escaping @Sendable (Int64, Int64) -> Int64, _ unsigned: @escaping @Sendable (UInt64, UInt64) -> UInt64
  ) -> LibraryFunction {
    LibraryFunction(
      name, overloads,
      .binary { (left, right, _) throws(EvaluationError) in
        if case .int(let a) = left, case .int(let b) = right { return .int(signed(a, b)) }
        if case .uint(let a) = left, case .uint(let b) = right { return .uint(unsigned(a, b)) }
        throw noOverload(name, left, right)
      })
  }

  /// Shifts bits, those of a negative number too: no sign is kept.
  private static func shift(
    _ name: String, _ overloads: [LibraryFunction.Overload], _ body: @escaping @Sendable (UInt64, Int) -> UInt64
  ) -> LibraryFunction {
    LibraryFunction(
      name, overloads,
      .binary { (left, right, _) throws(EvaluationError) in
        guard case .int(let count) = right else { throw noOverload(name, left, right) }
        guard count >= 0 else { throw EvaluationError(.invalidArgument, "\(name): negative offset: \(count)") }
        if case .int(let number) = left {
          return .int(count > 63 ? 0 : Int64(bitPattern: body(UInt64(bitPattern: number), Int(count))))
        }
        if case .uint(let number) = left { return .uint(count > 63 ? 0 : body(number, Int(count))) }
        throw noOverload(name, left, right)
      })
  }

  private static func absolute(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch value {
    case .int(let number): return number < 0 ? try Arithmetic.negate(value, &meter) : value
    case .uint: return value
    case .double(let number): return .double(number.magnitude)
    case .decimal(let number): return number < Decimal(Int64(0)) ? try Arithmetic.negate(value, &meter) : value
    case .null, .bool, .string, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional, .opaque:
      throw noOverload("math.abs", value)
    }
  }

  private static func sign(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch value {
    case .int(let number): return .int(number.signum())
    case .uint(let number): return .uint(number > 0 ? 1 : 0)
    case .double(let number): return .double(number > 0 ? 1 : number < 0 ? -1 : number)
    case .decimal(let number): return .decimal(Decimal(Int64(number.mantissa.signum())))
    case .null, .bool, .string, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional, .opaque:
      throw noOverload("math.sign", value)
    }
  }

  private static func squareRoot(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch value {
    case .int(let number): return .double(Double(number).squareRoot())
    case .uint(let number): return .double(Double(number).squareRoot())
    case .double(let number): return .double(number.squareRoot())
    case .null, .bool, .decimal, .string, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional,
      .opaque:
      throw noOverload("math.sqrt", value)
    }
  }

  private static func greatest(_ values: [Value], _ meter: inout Meter) throws(EvaluationError) -> Value {
    try extreme("math.greatest", values, .greater, &meter)
  }

  private static func least(_ values: [Value], _ meter: inout Meter) throws(EvaluationError) -> Value {
    try extreme("math.least", values, .less, &meter)
  }

  /// The first of the values that no other one surpasses.
  private static func extreme(
    _ name: String, _ values: [Value], _ wanted: NumberOrder.Order, _ meter: inout Meter
  ) throws(EvaluationError) -> Value {
    var values = values
    if values.count == 1, case .list(let list) = values[0] { values = list }
    try meter.charge(values.count)
    guard var best = values.first else { throw EvaluationError(.invalidArgument, "\(name) needs at least one number") }
    guard NumberOrder.compare(best, best) != nil else { throw noOverload(name, values) }
    for value in values.dropFirst() {
      guard let order = NumberOrder.compare(value, best) else { throw noOverload(name, values) }
      if order == wanted { best = value }
    }
    return best
  }
}
