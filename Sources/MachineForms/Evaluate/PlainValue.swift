internal import CivilTime
internal import Expression
internal import JSON

/// Values as people write them in JSON, without their types.
enum PlainValue {
  static func value(_ json: JSONValue) -> Value {
    switch json {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .integer(let number): .int(number)
    case .number(let literal): .double(Double(literal) ?? .nan)
    case .string(let text): .string(text)
    case .array(let elements): .list(elements.map(value))
    case .object(let object): .map(MapValue(object.map { ($0.key, value($0.value)) }))
    }
  }

  static func json(_ value: Value) -> JSONValue {
    switch value {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .int(let number): .integer(number)
    case .uint(let number): JSONValue(number: String(number)) ?? .string(String(number))
    case .double(let number): JSONValue(number) ?? .string(number.description)
    case .decimal(let number): .string(number.description)
    case .string(let text): .string(text)
    case .bytes(let bytes): .string(Base64.text(bytes))
    case .list(let list): .array(list.map(json))
    case .map(let map): object(map)
    case .timestamp(let instant): .string(instant.rfc3339)
    case .duration(let duration): .string(DurationText.text(duration))
    case .date(let date): .string(date.description)
    case .type(let type): .string(type.name)
    case .optional(let inner): inner.map(json) ?? .null
    case .opaque(let opaque): .string(opaque.typeName)
    }
  }

  private static func object(_ map: MapValue) -> JSONValue {
    var object = JSONObject()
    for entry in map.entries { object[key(entry.key)] = json(entry.value) }
    return .object(object)
  }

  private static func key(_ value: Value) -> String {
    if case .string(let text) = value { return text }
    return json(value).serialized()
  }
}
