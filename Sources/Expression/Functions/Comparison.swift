import CivilTime

/// The four ordering operators.
enum Comparison: String, Sendable {
  case less = "_<_"
  case lessOrEqual = "_<=_"
  case greater = "_>_"
  case greaterOrEqual = "_>=_"

  /// Whether the operator holds between two values.
  func holds(_ left: Value, _ right: Value, _ meter: inout Meter) throws(EvaluationError) -> Bool {
    if case .int(let a) = left, case .int(let b) = right { return holds(a, b) }
    guard let order = try Self.order(left, right, &meter) else {
      throw Library.noOverload(rawValue, left, right)
    }
    switch order {
    case .less: return self == .less || self == .lessOrEqual
    case .same: return self == .lessOrEqual || self == .greaterOrEqual
    case .greater: return self == .greater || self == .greaterOrEqual
    case .none: return false
    }
  }

  @inline(__always)
  func holds<Operand: Comparable>(_ left: Operand, _ right: Operand) -> Bool {
    switch self {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }

  private static func order(
    _ left: Value, _ right: Value, _ meter: inout Meter
  ) throws(EvaluationError) -> NumberOrder.Order? {
    switch left {
    case .int, .uint, .double, .decimal: return NumberOrder.compare(left, right)
    case .bool(let a): if case .bool(let b) = right { return order(a ? 1 : 0, b ? 1 : 0) }
    case .string(let a):
      guard case .string(let b) = right else { return nil }
      try meter.charge(bytes: min(a.utf8.count, b.utf8.count))
      return lexical(a.utf8, b.utf8)
    case .bytes(let a):
      guard case .bytes(let b) = right else { return nil }
      try meter.charge(bytes: min(a.count, b.count))
      return lexical(a, b)
    case .timestamp(let a): if case .timestamp(let b) = right { return order(a, b) }
    case .duration(let a): if case .duration(let b) = right { return order(a, b) }
    case .date(let a): if case .date(let b) = right { return order(a, b) }
    case .null, .list, .map, .type, .optional, .opaque: return nil
    }
    return nil
  }

  private static func order<Operand: Comparable>(_ a: Operand, _ b: Operand) -> NumberOrder.Order {
    a < b ? .less : a == b ? .same : .greater
  }

  /// UTF-8 keeps the order of code points, so bytes decide for text too.
  private static func lexical(_ a: some Sequence<UInt8>, _ b: some Sequence<UInt8>) -> NumberOrder.Order {
    var others = b.makeIterator()
    for byte in a {
      guard let other = others.next() else { return .greater }
      if byte != other { return byte < other ? .less : .greater }
    }
    return others.next() == nil ? .same : .less
  }
}

extension Library {
  static let comparisons: [LibraryFunction] = {
    let alike: [Type] = [.bool, .int, .uint, .double, .decimal, .string, .bytes, .timestamp, .duration, .date]
    var mixed: [(Type, Type)] = []
    for (left, right) in [
      (Type.int, Type.uint), (.int, .double), (.uint, .double), (.int, .decimal), (.uint, .decimal),
    ] {
      mixed += [(left, right), (right, left)]
    }
    var functions: [LibraryFunction] = []
    for comparison in [Comparison.less, .lessOrEqual, .greater, .greaterOrEqual] {
      let overloads =
        alike.map { LibraryFunction.Overload.global($0, $0, to: .bool) }
        + mixed.map { LibraryFunction.Overload.global($0.0, $0.1, to: .bool) }
      functions.append(
        LibraryFunction(
          comparison.rawValue, overloads,
          .binary { (left, right, meter) throws(EvaluationError) in
            .bool(try comparison.holds(left, right, &meter))
          }))
    }
    let equality: [LibraryFunction.Overload] = [
      .global(a, a, to: .bool), .global(.decimal, .int, to: .bool), .global(.int, .decimal, to: .bool),
    ]
    functions.append(
      LibraryFunction(
        "_==_", equality,
        .binary { (left, right, meter) throws(EvaluationError) in .bool(try left.equals(right, &meter)) }))
    functions.append(
      LibraryFunction(
        "_!=_", equality,
        .binary { (left, right, meter) throws(EvaluationError) in .bool(try !left.equals(right, &meter)) }))
    return functions
  }()
}
