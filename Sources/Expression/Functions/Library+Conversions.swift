import CivilTime

extension Library {
  static let conversions: [LibraryFunction] = [
    LibraryFunction(
      "int",
      [
        .global(.int, to: .int), .global(.uint, to: .int), .global(.double, to: .int), .global(.string, to: .int),
        .global(.timestamp, to: .int), .global(.decimal, to: .int),
      ], .unary(int)),
    LibraryFunction(
      "uint",
      [
        .global(.uint, to: .uint), .global(.int, to: .uint), .global(.double, to: .uint), .global(.string, to: .uint),
      ], .unary(uint)),
    LibraryFunction(
      "double",
      [
        .global(.double, to: .double), .global(.int, to: .double), .global(.uint, to: .double),
        .global(.string, to: .double), .global(.decimal, to: .double),
      ], .unary(double)),
    LibraryFunction(
      "decimal",
      [
        .global(.decimal, to: .decimal), .global(.int, to: .decimal), .global(.uint, to: .decimal),
        .global(.string, to: .decimal),
      ], .unary(decimal)),
    LibraryFunction(
      "string",
      [Type.string, .bool, .int, .uint, .double, .decimal, .bytes, .timestamp, .duration, .date].map {
        .global($0, to: .string)
      }, .unary(string)),
    LibraryFunction("bytes", [.global(.bytes, to: .bytes), .global(.string, to: .bytes)], .unary(bytes)),
    LibraryFunction("bool", [.global(.bool, to: .bool), .global(.string, to: .bool)], .unary(bool)),
    LibraryFunction(
      "timestamp",
      [.global(.timestamp, to: .timestamp), .global(.string, to: .timestamp), .global(.int, to: .timestamp)],
      .unary(timestamp)),
    LibraryFunction(
      "duration", [.global(.duration, to: .duration), .global(.string, to: .duration)], .unary(duration)),
    LibraryFunction("date", [.global(.date, to: .date), .global(.string, to: .date)], .unary(date)),
    LibraryFunction("dyn", [.global(a, to: .dyn)], .unary { (value, _) throws(EvaluationError) in value }),
    LibraryFunction(
      "type", [.global(a, to: .type(a))],
      .unary { (value, _) throws(EvaluationError) in .type(TypeValue(name: value.typeName)) }),
  ]

  private static func unreadable(_ type: String) -> EvaluationError {
    EvaluationError(.conversion, "the text can't be read as \(type)")
  }

  private static func outOfRange(_ type: String) -> EvaluationError {
    EvaluationError(.conversion, "the number is out of range for \(type)")
  }

  private static func int(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch value {
    case .int: return value
    case .uint(let number):
      guard let whole = Int64(exactly: number) else { throw outOfRange("int") }
      return .int(whole)
    case .double(let number):
      // The lowest int is left out too: doubles near it can't be told from those beyond.
      guard number > -0x1p63, number < 0x1p63 else { throw outOfRange("int") }
      return .int(Int64(number))
    case .decimal(let number):
      guard let whole = number.truncated else { throw outOfRange("int") }
      return .int(whole)
    case .string(let text):
      guard let whole = Int64(text) else { throw unreadable("int") }
      return .int(whole)
    case .timestamp(let instant): return .int(instant.seconds)
    case .null, .bool, .bytes, .list, .map, .duration, .date, .type, .optional, .opaque: throw noOverload("int", value)
    }
  }

  private static func uint(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch value {
    case .uint: return value
    case .int(let number):
      guard let whole = UInt64(exactly: number) else { throw outOfRange("uint") }
      return .uint(whole)
    case .double(let number):
      guard number >= 0, number < 0x1p64 else { throw outOfRange("uint") }
      return .uint(UInt64(number))
    case .string(let text):
      guard text.utf8.first != UInt8(ascii: "+"), let whole = UInt64(text) else { throw unreadable("uint") }
      return .uint(whole)
    case .null, .bool, .decimal, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional, .opaque:
      throw noOverload("uint", value)
    }
  }

  private static func double(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch value {
    case .double: return value
    case .int(let number): return .double(Double(number))
    case .uint(let number): return .double(Double(number))
    case .decimal(let number): return .double(Double(number.description) ?? .nan)
    case .string(let text):
      guard let number = NumberText.double(text) else { throw unreadable("double") }
      return .double(number)
    case .null, .bool, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional, .opaque:
      throw noOverload("double", value)
    }
  }

  private static func decimal(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch value {
    case .decimal: return value
    case .int(let number): return .decimal(Decimal(number))
    case .uint(let number): return .decimal(Decimal(number))
    case .string(let text):
      guard let number = Decimal(text) else { throw unreadable("decimal") }
      return .decimal(number)
    case .null, .bool, .double, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional, .opaque:
      throw noOverload("decimal", value)
    }
  }

  static func string(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    switch value {
    case .string: return value
    case .bool(let flag): return .string(flag ? "true" : "false")
    case .int(let number): return .string(String(number))
    case .uint(let number): return .string(String(number))
    case .double(let number): return .string(NumberText.text(number))
    case .decimal(let number): return .string(number.description)
    case .bytes(let bytes):
      try meter.charge(bytes: bytes.count)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw EvaluationError(.conversion, "the bytes are not UTF-8 text")
      }
      return .string(text)
    case .timestamp(let instant): return .string(instant.rfc3339)
    case .duration(let duration): return .string(DurationText.text(duration))
    case .date(let date): return .string(date.description)
    case .null, .list, .map, .type, .optional, .opaque: throw noOverload("string", value)
    }
  }

  private static func bytes(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    if case .bytes = value { return value }
    guard case .string(let text) = value else { throw noOverload("bytes", value) }
    try meter.charge(bytes: text.utf8.count)
    return .bytes(Array(text.utf8))
  }

  private static func bool(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    if case .bool = value { return value }
    guard case .string(let text) = value else { throw noOverload("bool", value) }
    switch text {
    case "1", "t", "true", "TRUE", "True": return .bool(true)
    case "0", "f", "false", "FALSE", "False": return .bool(false)
    default: throw unreadable("bool")
    }
  }

  private static func timestamp(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    if case .timestamp = value { return value }
    if case .int(let seconds) = value { return try TimeRange.timestamp(Instant(seconds: seconds)) }
    guard case .string(let text) = value else { throw noOverload("timestamp", value) }
    guard let instant = Instant(rfc3339: text) else { throw unreadable("timestamp, such as 2026-01-05T09:00:00Z") }
    return .timestamp(instant)
  }

  private static func duration(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    if case .duration = value { return value }
    guard case .string(let text) = value else { throw noOverload("duration", value) }
    guard let duration = DurationText.duration(text) else { throw unreadable("duration, such as 1h30m or 90s") }
    return try TimeRange.duration(duration)
  }

  private static func date(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    if case .date = value { return value }
    guard case .string(let text) = value else { throw noOverload("date", value) }
    guard let date = CivilDate(iso8601: text) else { throw unreadable("date, such as 2026-01-05") }
    return .date(date)
  }
}
