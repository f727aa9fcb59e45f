package import Expression
package import JSON

extension Value {
  /// The value as people and other programs expect to read it: a date as text, a decimal as its digits in text.
  ///
  /// What JSON can't tell apart (a date from a text, an int from a uint) is not told apart; see `exactJSON` for that.
  package var plainJSON: JSONValue {
    switch self {
    case .null: .null
    case .bool(let value): .bool(value)
    case .int(let value): .integer(value)
    case .uint(let value): Int64(exactly: value).map(JSONValue.integer) ?? .number(String(value))
    case .double(let value): JSONValue(value) ?? .string(value.description)
    case .decimal(let value): .string(value.description)
    case .string(let value): .string(value)
    case .bytes(let value): .string(Base64.text(value))
    case .list(let values): .array(values.map(\.plainJSON))
    case .map(let map): Self.plainJSON(of: map)
    case .timestamp(let value): .string(value.rfc3339)
    case .duration(let value): .string(DurationText.text(value))
    case .date(let value): .string(value.description)
    case .type(let value): .string(value.name)
    case .optional(let value): value.map(\.plainJSON) ?? .null
    case .opaque(let value): .string(HostDelay(value)?.description ?? value.typeName)
    }
  }

  private static func plainJSON(of map: MapValue) -> JSONValue {
    var object = JSONObject()
    for entry in map.entries { object[entry.key.plainText] = entry.value.plainJSON }
    return .object(object)
  }

  /// The value as a bare text, such as a map's key becomes in JSON.
  package var plainText: String {
    switch plainJSON {
    case .string(let text): text
    case let other: other.serialized()
    }
  }

  /// Reads a value where nothing is known of its type: whole numbers are ints, others doubles.
  package init(untyped json: JSONValue) {
    switch json {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .integer(let value): self = .int(value)
    case .number(let literal): self = .double(Double(literal) ?? .nan)
    case .string(let value): self = .string(value)
    case .array(let values): self = .list(values.map(Value.init(untyped:)))
    case .object(let object): self = .map(MapValue(object.map { ($0.key, Value(untyped: $0.value)) }))
    }
  }
}
