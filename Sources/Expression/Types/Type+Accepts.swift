extension Type {
  /// Whether a value, at run time, is of this type.
  package func accepts(_ value: Value) -> Bool {
    switch self {
    case .dyn, .parameter, .error, .unknown: return true
    case .list(let element):
      guard case .list(let values) = value else { return false }
      return element == .dyn || values.allSatisfy { element.accepts($0) }
    case .map(let key, let element):
      guard case .map(let map) = value else { return false }
      return map.entries.allSatisfy { key.accepts($0.key) && element.accepts($0.value) }
    case .wrapper(let type):
      return value == .null || type.accepts(value)
    case .optional(let type):
      guard case .optional(let value) = value else { return false }
      return value.map { type.accepts($0) } ?? true
    case .opaque(let name, _):
      guard case .opaque(let value) = value else { return false }
      return value.typeName == name
    case .type:
      guard case .type = value else { return false }
      return true
    case .null, .bool, .int, .uint, .double, .decimal, .string, .bytes, .timestamp, .duration, .date:
      return self == value.simpleType
    }
  }
}

extension Value {
  /// The type of a value that is not made of others; nil for one that is.
  var simpleType: Type? {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .decimal: .decimal
    case .string: .string
    case .bytes: .bytes
    case .timestamp: .timestamp
    case .duration: .duration
    case .date: .date
    case .list, .map, .type, .optional, .opaque: nil
    }
  }
}
