import CivilTime
package import Expression
package import JSON

// How a value is kept: whatever JSON can't tell apart is an object whose only member begins with a dollar sign, so that
// what is read back is exactly what was written.

extension Value {
  /// The value in the form from which `Value.init(exact:)` makes the same value again.
  package var exactJSON: JSONValue {
    switch self {
    case .null: .null
    case .bool(let value): .bool(value)
    case .int(let value): .integer(value)
    case .string(let value): .string(value)
    case .list(let values): .array(values.map(\.exactJSON))
    case .map(let map): Self.exactJSON(of: map)
    case .double(let value): ["$double": .string(value.description)]
    case .uint(let value): ["$uint": .string(String(value))]
    case .decimal(let value): ["$decimal": .string(value.description)]
    case .bytes(let value): ["$bytes": .string(Base64.text(value))]
    case .timestamp(let value): ["$timestamp": .string(value.rfc3339)]
    case .duration(let value): ["$duration": .string(DurationText.text(value))]
    case .date(let value): ["$date": .string(value.description)]
    case .type(let value): ["$type": .string(value.name)]
    case .optional(let value): ["$optional": .array(value.map { [$0.exactJSON] } ?? [])]
    case .opaque(let value): ["$opaque": .array([.string(value.typeName)] + value.words.map(JSONValue.integer))]
    }
  }

  private static func exactJSON(of map: MapValue) -> JSONValue {
    var object = JSONObject()
    for entry in map.entries {
      guard case .string(let key) = entry.key, !key.utf8.starts(with: "$".utf8) else {
        return ["$map": .array(map.entries.map { .array([$0.key.exactJSON, $0.value.exactJSON]) })]
      }
      object[key] = entry.value.exactJSON
    }
    return .object(object)
  }

  /// Reads what `exactJSON` wrote; nil where the text was made by something else.
  package init?(exact json: JSONValue) {
    switch json {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .integer(let value): self = .int(value)
    case .number: return nil
    case .string(let value): self = .string(value)
    case .array(let items):
      guard let values = Self.all(items) else { return nil }
      self = .list(values)
    case .object(let object):
      if object.count == 1, let first = object.first, first.key.utf8.starts(with: "$".utf8) {
        guard let value = Value(tag: first.key, content: first.value) else { return nil }
        self = value
        return
      }
      var map = MapValue()
      for (key, member) in object {
        guard let value = Value(exact: member) else { return nil }
        map.set(value, for: .string(key))
      }
      self = .map(map)
    }
  }

  private static func all(_ items: [JSONValue]) -> [Value]? {
    let values = items.compactMap(Value.init(exact:))
    return values.count == items.count ? values : nil
  }

  private init?(tag: String, content: JSONValue) {
    let text = content.stringValue ?? ""
    let value: Value? =
      switch tag {
      case "$double": Double(text).map(Value.double)
      case "$uint": UInt64(text).map(Value.uint)
      case "$decimal": Decimal(text).map(Value.decimal)
      case "$bytes": Base64.bytes(text).map(Value.bytes)
      case "$timestamp": Instant(rfc3339: text).map(Value.timestamp)
      case "$duration": DurationText.duration(text).map(Value.duration)
      case "$date": CivilDate(iso8601: text).map(Value.date)
      case "$type": .type(TypeValue(name: text))
      case "$optional": Self.optional(content.arrayValue)
      case "$opaque": Self.opaque(content.arrayValue)
      case "$map": Self.map(content.arrayValue)
      default: nil
      }
    guard let value else { return nil }
    self = value
  }

  private static func optional(_ items: [JSONValue]?) -> Value? {
    guard let items, let values = all(items) else { return nil }
    return .optional(values.first)
  }

  private static func opaque(_ items: [JSONValue]?) -> Value? {
    guard let name = items?.first?.stringValue else { return nil }
    return .opaque(Opaque(typeName: name, words: (items ?? []).dropFirst().compactMap(\.integerValue)))
  }

  private static func map(_ items: [JSONValue]?) -> Value? {
    guard let items else { return nil }
    var map = MapValue()
    for item in items {
      guard let pair = item.arrayValue, pair.count == 2, let key = Value(exact: pair[0]),
        let value = Value(exact: pair[1]), map.set(value, for: key)
      else { return nil }
    }
    return .map(map)
  }
}
