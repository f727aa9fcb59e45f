extension Library {
  static let collections: [LibraryFunction] = [
    LibraryFunction(
      "size",
      [
        .global(.string, to: .int), .global(.bytes, to: .int), .global(.list(a), to: .int),
        .global(.map(a, b), to: .int), .member(.string, to: .int), .member(.bytes, to: .int),
        .member(.list(a), to: .int), .member(.map(a, b), to: .int),
      ], .unary(size)),
    LibraryFunction(
      "@in", [.global(a, .list(a), to: .bool), .global(a, .map(a, b), to: .bool)], .binary(contains)),
    LibraryFunction(
      "_[_]",
      [
        .global(.list(a), .int, to: a), .global(.map(a, b), a, to: b),
        .global(.optional(.list(a)), .int, to: .optional(a)), .global(.optional(.map(a, b)), a, to: .optional(b)),
      ], .binary(index)),
    LibraryFunction(
      "_[?_]",
      [
        .global(.list(a), .int, to: .optional(a)), .global(.map(a, b), a, to: .optional(b)),
        .global(.optional(.list(a)), .int, to: .optional(a)), .global(.optional(.map(a, b)), a, to: .optional(b)),
      ], .binary(optionalIndex)),
  ]

  private static func size(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch value {
    case .string(let text):
      try meter.charge(bytes: text.utf8.count)
      return .int(Int64(text.unicodeScalars.count))
    case .bytes(let bytes): return .int(Int64(bytes.count))
    case .list(let list): return .int(Int64(list.count))
    case .map(let map): return .int(Int64(map.count))
    case .null, .bool, .int, .uint, .double, .decimal, .timestamp, .duration, .date, .type, .optional, .opaque:
      throw noOverload("size", value)
    }
  }

  static func contains(_ element: Value, _ whole: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch whole {
    case .list(let list):
      for other in list {
        try meter.step()
        if try element.equals(other, &meter) { return .bool(true) }
      }
      return .bool(false)
    case .map(let map): return .bool(map.contains(key: element))
    case .null, .bool, .int, .uint, .double, .decimal, .string, .bytes, .timestamp, .duration, .date, .type, .optional,
      .opaque:
      throw noOverload("@in", element, whole)
    }
  }

  static func index(_ whole: Value, _ key: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    if case .optional(let inner) = whole {
      guard let inner else { return .optional(nil) }
      return try optionalIndex(inner, key, &meter)
    }
    guard let found = try lookUp(whole, key) else { throw missing(whole, key) }
    return found
  }

  static func optionalIndex(_ whole: Value, _ key: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    if case .optional(let inner) = whole {
      guard let inner else { return .optional(nil) }
      return .optional(try lookUp(inner, key))
    }
    return .optional(try lookUp(whole, key))
  }

  /// What stands at an index or key; nil where nothing does.
  private static func lookUp(_ whole: Value, _ key: Value) throws(EvaluationError) -> Value? {
    switch whole {
    case .list(let list):
      let place: Int64?
      switch key {
      case .int(let value): place = value
      case .uint(let value): place = Int64(exactly: value) ?? .max
      case .double(let value): place = Int64(exactly: value)
      case .null, .bool, .decimal, .string, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional,
        .opaque:
        throw noOverload("_[_]", whole, key)
      }
      guard let place else {
        throw EvaluationError(.invalidArgument, "the index of a list must be a whole number")
      }
      return place >= 0 && place < list.count ? list[Int(place)] : nil
    case .map(let map):
      switch key {
      case .bool, .int, .uint, .double, .string: return map[key]
      case .null, .decimal, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional, .opaque:
        throw EvaluationError(.noSuchKey, "no such key: \(key.typeName) can't be the key of a map")
      }
    case .null, .bool, .int, .uint, .double, .decimal, .string, .bytes, .timestamp, .duration, .date, .type, .optional,
      .opaque:
      throw noOverload("_[_]", whole, key)
    }
  }

  private static func missing(_ whole: Value, _ key: Value) -> EvaluationError {
    if case .list(let list) = whole {
      return EvaluationError(.indexOutOfRange, "index out of range: the list has \(list.count) elements")
    }
    return EvaluationError(.noSuchKey, "no such key")
  }
}
