extension Value {
  /// The equality of the language: numbers are equal across their types, a NaN equals nothing, null only null.
  package func equals(_ other: Value) -> Bool {
    var unbounded = Meter(limit: .max)
    return (try? equals(other, &unbounded)) ?? false
  }

  /// `equals(_:)`, paid for.
  func equals(_ other: Value, _ meter: inout Meter) throws(EvaluationError) -> Bool {
    switch self {
    case .null: if case .null = other { return true }
    case .bool(let a): if case .bool(let b) = other { return a == b }
    case .int, .uint, .double, .decimal: return NumberOrder.areEqual(self, other)
    case .string(let a):
      guard case .string(let b) = other else { return false }
      try meter.charge(bytes: a.utf8.count)
      return a.hasSameBytes(as: b)
    case .bytes(let a):
      guard case .bytes(let b) = other else { return false }
      try meter.charge(bytes: a.count)
      return a == b
    case .list(let a):
      guard case .list(let b) = other, a.count == b.count else { return false }
      try meter.charge(a.count)
      for (one, two) in zip(a, b) where try !one.equals(two, &meter) { return false }
      return true
    case .map(let a):
      guard case .map(let b) = other, a.count == b.count else { return false }
      try meter.charge(a.count)
      for entry in a.entries {
        guard let value = b[entry.key], try entry.value.equals(value, &meter) else { return false }
      }
      return true
    case .timestamp(let a): if case .timestamp(let b) = other { return a == b }
    case .duration(let a): if case .duration(let b) = other { return a == b }
    case .date(let a): if case .date(let b) = other { return a == b }
    case .type(let a): if case .type(let b) = other { return a == b }
    case .optional(let a):
      guard case .optional(let b) = other else { return false }
      guard let a, let b else { return a == nil && b == nil }
      return try a.equals(b, &meter)
    case .opaque(let a): if case .opaque(let b) = other { return a == b }
    }
    return false
  }
}
