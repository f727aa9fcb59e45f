internal import Expression

extension Field {
  /// The value as the field keeps it: whole numbers become decimals where it holds decimals.
  func admit(_ value: Value) throws(EvaluationError) -> Value {
    if value == .null || type.accepts(value) { return value }
    if type == .decimal, case .int(let whole) = value { return .decimal(Decimal(whole)) }
    if value.unsettledNumber != nil { return value }
    throw EvaluationError(.conversion, "“\(name)” takes \(type), and the value is of another type")
  }
}

extension Value {
  /// The value with a place inside it set. Maps that are missing on the way are made; through anything else no way
  /// leads.
  func replacing(_ path: ArraySlice<String>, with value: Value) throws(EvaluationError) -> Value {
    guard let key = path.first, unsettledNumber == nil else { return path.isEmpty ? value : self }
    var map = MapValue()
    switch self {
    case .map(let present): map = present
    case .null: break
    case .bool, .int, .uint, .double, .decimal, .string, .bytes, .list, .timestamp, .duration, .date, .type, .optional,
      .opaque:
      throw EvaluationError(.noSuchKey, "“\(key)” can't be set inside a value that is no map")
    }
    map.set(try (map[key] ?? .null).replacing(path.dropFirst(), with: value), for: .string(key))
    return .map(map)
  }
}
