extension JSONValue {
  /// A number out of its text: an integer where it is one that fits, nil where JSON would not write it so.
  package init?(number literal: String) {
    guard let first = literal.utf8.first, first == UInt8(ascii: "-") || first &- UInt8(ascii: "0") < 10,
      let last = literal.utf8.last, last &- UInt8(ascii: "0") < 10,
      let value = try? JSONValue(parsing: literal, limits: JSONLimits(depth: 0, bytes: .max))
    else { return nil }
    self = value
  }

  /// A double as its shortest text that reads back the same; nil where it is not finite.
  package init?(_ double: Double) {
    guard double.isFinite else { return nil }
    self = .number(double.description)
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  package init(stringLiteral text: String) { self = .string(text) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
  package init(integerLiteral integer: Int64) { self = .integer(integer) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
  package init(booleanLiteral bool: Bool) { self = .bool(bool) }
}

extension JSONValue: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    var object = JSONObject()
    for (key, value) in elements {
      let isNew = object.insert(key, value)
      precondition(isNew, "a literal names a member twice")
    }
    self = .object(object)
  }
}
