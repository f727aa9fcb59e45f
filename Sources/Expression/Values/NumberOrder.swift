/// Numbers of all types on one line.
///
/// An int and a double meet as doubles, as in CEL's reference implementation, once the double is known to lie in the
/// int's range: so 9223372036854775807 equals 9223372036854775808.0. A decimal meets whole numbers exactly and doubles
/// never: an exact amount and an inexact one have no honest order.
enum NumberOrder {
  enum Order { case less, same, greater, none }

  static func areEqual(_ left: Value, _ right: Value) -> Bool {
    compare(left, right) == .same
  }

  /// How two numbers stand to each other; `none` with a NaN; nil where one is no number or they can't be compared.
  static func compare(_ left: Value, _ right: Value) -> Order? {
    switch left {
    case .int(let a):
      switch right {
      case .int(let b): return order(a, b)
      case .uint(let b): return a < 0 ? .less : order(UInt64(a), b)
      case .double(let b): return compare(a, b)
      case .decimal(let b): return order(Decimal(a), b)
      case .null, .bool, .string, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional, .opaque:
        return nil
      }
    case .uint(let a):
      switch right {
      case .int(let b): return b < 0 ? .greater : order(a, UInt64(b))
      case .uint(let b): return order(a, b)
      case .double(let b): return compare(a, b)
      case .decimal(let b): return order(Decimal(a), b)
      case .null, .bool, .string, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional, .opaque:
        return nil
      }
    case .double(let a):
      switch right {
      case .int(let b): return turned(compare(b, a))
      case .uint(let b): return turned(compare(b, a))
      case .double(let b): return compare(a, b)
      case .null, .bool, .decimal, .string, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional,
        .opaque:
        return nil
      }
    case .decimal(let a):
      switch right {
      case .int(let b): return order(a, Decimal(b))
      case .uint(let b): return order(a, Decimal(b))
      case .decimal(let b): return order(a, b)
      case .null, .bool, .double, .string, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional,
        .opaque:
        return nil
      }
    case .null, .bool, .string, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional, .opaque:
      return nil
    }
  }

  private static func compare(_ a: Int64, _ b: Double) -> Order {
    if b.isNaN { return .none }
    if b < -0x1p63 { return .greater }
    if b > 0x1p63 { return .less }
    return compare(Double(a), b)
  }

  private static func compare(_ a: UInt64, _ b: Double) -> Order {
    if b.isNaN { return .none }
    if b < 0 { return .greater }
    if b > 0x1p64 { return .less }
    return compare(Double(a), b)
  }

  private static func compare(_ a: Double, _ b: Double) -> Order {
    a < b ? .less : a == b ? .same : a > b ? .greater : .none
  }

  private static func order<Number: Comparable>(_ a: Number, _ b: Number) -> Order {
    a < b ? .less : a == b ? .same : .greater
  }

  private static func turned(_ order: Order) -> Order {
    switch order {
    case .less: .greater
    case .greater: .less
    case .same, .none: order
    }
  }
}
