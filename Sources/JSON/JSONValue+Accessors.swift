extension JSONValue {
  /// The text, where the value is text.
  package var stringValue: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The truth value, where it is one.
  package var boolValue: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }

  /// The integer, where the value was written as one that fits 64 bits: `1.0` and `1e3` are not.
  package var integerValue: Int64? {
    if case .integer(let integer) = self { integer } else { nil }
  }

  /// The integer as the machine's own `Int`.
  package var intValue: Int? { integerValue.flatMap { Int(exactly: $0) } }

  /// The nearest double of any number, nil where that would be infinite. Not for money: see `numberLiteral`.
  package var doubleValue: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .number(let literal): Double(literal).flatMap { $0.isFinite ? $0 : nil }
    case .null, .bool, .string, .array, .object: nil
    }
  }

  /// The exact text of any number.
  package var numberLiteral: String? {
    switch self {
    case .integer(let integer): String(integer)
    case .number(let literal): literal
    case .null, .bool, .string, .array, .object: nil
    }
  }

  /// The elements, where the value is a list.
  package var arrayValue: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members, where the value is an object.
  package var objectValue: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }

  /// True for `null` alone.
  package var isNull: Bool { self == .null }

  /// The member of that name, where the value is an object that has it.
  package subscript(key: String) -> JSONValue? { objectValue?[key] }

  /// The element at that place, where the value is a list that long.
  package subscript(index: Int) -> JSONValue? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// What the value is, for a message: "a list", "text", "null".
  package var kind: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .integer, .number: "a number"
    case .string: "text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
