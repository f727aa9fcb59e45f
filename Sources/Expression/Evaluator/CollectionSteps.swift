/// `[a, ?b]`
final class ListStep: Step {
  private let items: [(step: any Step, isOptional: Bool)]

  init(_ items: [(step: any Step, isOptional: Bool)]) {
    self.items = items
  }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    try frame.meter.charge(items.count + 1)
    var list: [Value] = []
    list.reserveCapacity(items.count)
    for item in items {
      let value = try item.step.evaluate(&frame)
      guard item.isOptional else {
        list.append(value)
        continue
      }
      if let inner = try OptionalItem.inner(value) { list.append(inner) }
    }
    return .list(list)
  }
}

enum OptionalItem {
  /// What is inside an optional that stands behind `?`.
  static func inner(_ value: Value) throws(EvaluationError) -> Value? {
    guard case .optional(let inner) = value else {
      throw EvaluationError(.noSuchOverload, "an element behind ? must be optional, not \(value.typeName)")
    }
    return inner
  }
}

/// `{a: b, ?c: d}`
final class MapStep: Step {
  typealias Item = (key: any Step, value: any Step, isOptional: Bool)
  private let items: [Item]

  init(_ items: [Item]) {
    self.items = items
  }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    try frame.meter.charge(items.count * 2 + 1)
    var map = MapValue()
    for item in items {
      let key = try item.key.evaluate(&frame)
      var value = try item.value.evaluate(&frame)
      if item.isOptional {
        guard let inner = try OptionalItem.inner(value) else { continue }
        value = inner
      }
      try Self.insert(value, for: key, into: &map)
    }
    return .map(map)
  }

  static func insert(_ value: Value, for key: Value, into map: inout MapValue) throws(EvaluationError) {
    switch key {
    case .bool, .int, .uint, .string:
      guard map.insert(value, for: key) else {
        throw EvaluationError(.invalidArgument, "the map has the same key twice (repeated key)")
      }
    case .null, .double, .decimal, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional, .opaque:
      throw EvaluationError(.noSuchOverload, "unsupported key type: \(key.typeName) can't be the key of a map")
    }
  }
}
