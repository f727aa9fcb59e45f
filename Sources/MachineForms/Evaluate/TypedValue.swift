internal import CivilTime
internal import Expression
internal import JSON

/// Values with their types, as lines of a batch carry them: `{"t": "int", "v": "5"}`.
enum TypedValue {
  /// Reads a value.
  static func value(_ json: JSONValue) throws(EvaluateError) -> Value {
    guard let type = json["t"]?.stringValue, let value = try read(type, json) else {
      throw EvaluateError(message: "a value can't be read", remedy: "write {\"t\": type, \"v\": value}")
    }
    return value
  }

  private static func read(_ type: String, _ json: JSONValue) throws(EvaluateError) -> Value? {
    let text = json["v"]?.stringValue
    switch type {
    case "null": return .null
    case "bool": return json["v"]?.boolValue.map(Value.bool)
    case "int": return (text.flatMap { Int64($0) } ?? json["v"]?.integerValue).map(Value.int)
    case "uint": return text.flatMap { UInt64($0) }.map(Value.uint)
    case "double": return (text.flatMap { Double($0) } ?? json["v"]?.doubleValue).map(Value.double)
    case "decimal": return text.flatMap { Decimal($0) }.map(Value.decimal)
    case "string": return text.map(Value.string)
    case "bytes": return text.flatMap { Base64.bytes($0) }.map(Value.bytes)
    case "date": return text.flatMap { CivilDate(iso8601: $0) }.map(Value.date)
    case "type": return text.map { .type(TypeValue(name: $0)) }
    case "timestamp":
      guard let (seconds, nanoseconds) = time(json), nanoseconds >= 0 else { return nil }
      let instant = Instant(seconds: seconds, nanoseconds: nanoseconds)
      return Instant.writable.contains(instant) ? .timestamp(instant) : nil
    case "duration":
      guard let (seconds, nanoseconds) = time(json), seconds >= -longestSeconds, seconds <= longestSeconds else {
        return nil
      }
      return .duration(Duration(secondsComponent: seconds, attosecondsComponent: Int64(nanoseconds) * 1_000_000_000))
    case "list":
      var list: [Value] = []
      for element in json["v"]?.arrayValue ?? [] { list.append(try value(element)) }
      return .list(list)
    case "map":
      var map = MapValue()
      for pair in json["v"]?.arrayValue ?? [] {
        guard let key = pair[0], let element = pair[1] else { return nil }
        guard map.set(try value(element), for: try value(key)) else { return nil }
      }
      return .map(map)
    default: return nil
    }
  }

  /// Ten thousand years, the longest that CEL knows.
  private static let longestSeconds: Int64 = 315_576_000_000

  private static func time(_ json: JSONValue) -> (seconds: Int64, nanoseconds: Int32)? {
    let seconds = json["seconds"].flatMap { $0.stringValue.flatMap { Int64($0) } ?? $0.integerValue } ?? 0
    guard let nanoseconds = Int32(exactly: json["nanos"]?.integerValue ?? 0), abs(nanoseconds) < 1_000_000_000 else {
      return nil
    }
    return (seconds, nanoseconds)
  }

  /// Writes a value.
  static func json(_ value: Value) -> JSONValue {
    switch value {
    case .null: ["t": "null"]
    case .bool(let flag): ["t": "bool", "v": .bool(flag)]
    case .int(let number): ["t": "int", "v": .string(String(number))]
    case .uint(let number): ["t": "uint", "v": .string(String(number))]
    case .double(let number): ["t": "double", "v": .string(text(number))]
    case .decimal(let number): ["t": "decimal", "v": .string(number.description)]
    case .string(let text): ["t": "string", "v": .string(text)]
    case .bytes(let bytes): ["t": "bytes", "v": .string(Base64.text(bytes))]
    case .list(let list): ["t": "list", "v": .array(list.map(json))]
    case .map(let map): ["t": "map", "v": .array(map.entries.map { .array([json($0.key), json($0.value)]) })]
    case .timestamp(let instant): time("timestamp", instant.seconds, Int64(instant.nanoseconds))
    case .duration(let duration):
      time("duration", duration.components.seconds, duration.components.attoseconds / 1_000_000_000)
    case .date(let date): ["t": "date", "v": .string(date.description)]
    case .type(let type): ["t": "type", "v": .string(type.name)]
    case .optional(let inner): ["t": "optional", "v": inner.map(json) ?? .null]
    case .opaque(let opaque):
      ["t": .string(opaque.typeName), "v": .array(opaque.words.map { .string(String($0)) })]
    }
  }

  private static func time(_ type: String, _ seconds: Int64, _ nanoseconds: Int64) -> JSONValue {
    ["t": .string(type), "seconds": .string(String(seconds)), "nanos": .integer(nanoseconds)]
  }

  private static func text(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    return number.description
  }
}
