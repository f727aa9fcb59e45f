import CivilTime

extension Library {
  static let optionals: [LibraryFunction] = [
    LibraryFunction(
      "optional.of", [.global(a, to: .optional(a))],
      .unary { (value, _) throws(EvaluationError) in .optional(value) }),
    LibraryFunction(
      "optional.none", [.global(to: .optional(a))], .nullary { (_) throws(EvaluationError) in .optional(nil) }),
    LibraryFunction(
      "optional.ofNonZeroValue", [.global(a, to: .optional(a))],
      .unary { (value, _) throws(EvaluationError) in .optional(value.isZero ? nil : value) }),
    LibraryFunction(
      "hasValue", [.member(.optional(a), to: .bool)],
      .unary { (value, _) throws(EvaluationError) in .bool(try inner("hasValue", value) != nil) }),
    LibraryFunction(
      "value", [.member(.optional(a), to: a)],
      .unary { (value, _) throws(EvaluationError) in
        guard let inner = try inner("value", value) else {
          throw EvaluationError(.invalidArgument, "optional.none() has no value")
        }
        return inner
      }),
    LibraryFunction(
      "or", [.member(.optional(a), .optional(a), to: .optional(a))],
      .binary { (value, other, _) throws(EvaluationError) in
        if try inner("or", value) != nil { return value }
        _ = try inner("or", other)
        return other
      }),
    LibraryFunction(
      "orValue", [.member(.optional(a), a, to: a)],
      .binary { (value, other, _) throws(EvaluationError) in try inner("orValue", value) ?? other }),
    LibraryFunction(
      "first", [.member(.list(a), to: .optional(a))],
      .unary { (value, _) throws(EvaluationError) in
        guard case .list(let list) = value else { throw noOverload("first", value) }
        return .optional(list.first)
      }),
    LibraryFunction(
      "last", [.member(.list(a), to: .optional(a))],
      .unary { (value, _) throws(EvaluationError) in
        guard case .list(let list) = value else { throw noOverload("last", value) }
        return .optional(list.last)
      }),
    LibraryFunction("unwrapOpt", [.member(.list(.optional(a)), to: .list(a))], .unary(unwrap)),
    LibraryFunction("optional.unwrap", [.global(.list(.optional(a)), to: .list(a))], .unary(unwrap)),
  ]

  private static func inner(_ name: String, _ value: Value) throws(EvaluationError) -> Value? {
    guard case .optional(let inner) = value else { throw noOverload(name, value) }
    return inner
  }

  private static func unwrap(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    guard case .list(let list) = value else { throw noOverload("unwrapOpt", value) }
    try meter.charge(list.count)
    var result: [Value] = []
    for element in list {
      if let value = try inner("unwrapOpt", element) { result.append(value) }
    }
    return .list(result)
  }
}

extension Value {
  /// Whether this is what a value of its type is before anyone sets it.
  var isZero: Bool {
    switch self {
    case .null: true
    case .bool(let value): !value
    case .int(let value): value == 0
    case .uint(let value): value == 0
    case .double(let value): value == 0
    case .decimal(let value): value.isZero
    case .string(let value): value.isEmpty
    case .bytes(let value): value.isEmpty
    case .list(let value): value.isEmpty
    case .map(let value): value.isEmpty
    case .timestamp(let value): value == Instant(seconds: 0)
    case .duration(let value): value == .zero
    case .optional(let value): value == nil
    case .date, .type, .opaque: false
    }
  }
}
