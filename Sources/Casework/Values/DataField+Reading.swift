import CivilTime
package import Expression
package import JSON

extension DataField {
  /// Reads what somebody filled in, and holds it against everything that the workflow says about the field.
  ///
  /// - Throws: a problem in plain words that never quotes what was filled in.
  package func value(of json: JSONValue) throws(FieldProblem) -> Value {
    if json.isNull {
      if isRequired { throw problem("is required") }
      return .null
    }
    guard let value = Self.value(of: json, as: type) else { throw problem(Self.expectation(of: type)) }
    if isRequired, case .string(let text) = value, text.allSatisfy(\.isWhitespace) { throw problem("is required") }
    if case .string(let text) = value, text.unicodeScalars.contains(where: Self.isControl) {
      throw problem("must have no control characters but new lines and tabs")
    }
    if !choices.isEmpty, !choices.contains(value) {
      throw problem("must be one of \(choices.map(\.plainText).joined(separator: ", "))")
    }
    if let maximumLength, case .string(let text) = value, text.unicodeScalars.count > maximumLength {
      throw problem("must be \(maximumLength) characters or fewer")
    }
    if let minimum, let order = value.order(against: minimum), order < 0 {
      throw problem("must be \(minimum.plainText) or more")
    }
    if let maximum, let order = value.order(against: maximum), order > 0 {
      throw problem("must be \(maximum.plainText) or less")
    }
    return value
  }

  /// What a terminal would obey or nobody can see.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case ..<0x20, 0x7F...0x9F: true
    default: false
    }
  }

  private func problem(_ text: String) -> FieldProblem { FieldProblem(field: name, problem: text) }

  private static func value(of json: JSONValue, as type: Type) -> Value? {
    switch type {
    case .wrapper(let type): return json.isNull ? .null : value(of: json, as: type)
    case .bool: return json.boolValue.map(Value.bool)
    case .int: return json.integerValue.map(Value.int)
    case .uint: return json.numberLiteral.flatMap { UInt64($0) }.map(Value.uint)
    case .double: return json.doubleValue.map(Value.double)
    case .decimal: return (json.numberLiteral ?? json.stringValue).flatMap { Decimal($0) }.map(Value.decimal)
    case .string: return json.stringValue.map(Value.string)
    case .bytes: return json.stringValue.flatMap { Base64.bytes($0) }.map(Value.bytes)
    case .timestamp: return json.stringValue.flatMap { Instant(rfc3339: $0) }.map(Value.timestamp)
    case .duration: return json.stringValue.flatMap { DurationText.duration($0) }.map(Value.duration)
    case .date: return json.stringValue.flatMap { CivilDate(iso8601: $0) }.map(Value.date)
    case .list(let element):
      guard let items = json.arrayValue else { return nil }
      let values = items.compactMap { value(of: $0, as: element) }
      return values.count == items.count ? .list(values) : nil
    case .map(_, let element):
      guard let object = json.objectValue else { return nil }
      let pairs = object.compactMap { member in value(of: member.value, as: element).map { (member.key, $0) } }
      return pairs.count == object.count ? .map(MapValue(pairs)) : nil
    case .dyn: return Value(untyped: json)
    case .null, .type, .optional, .opaque, .parameter, .error, .unknown: return nil
    }
  }

  private static func expectation(of type: Type) -> String {
    switch type {
    case .wrapper(let type): expectation(of: type)
    case .bool: "must be true or false"
    case .int, .uint: "must be a whole number"
    case .double: "must be a number"
    case .decimal: "must be a number such as 12.30"
    case .string: "must be text"
    case .bytes: "must be base64"
    case .timestamp: "must be a date and time such as 2026-01-05T09:00:00Z"
    case .duration: "must be a duration in seconds such as 90s"
    case .date: "must be a date such as 2026-01-05"
    case .list: "must be a list of the right kind of values"
    case .map: "must be an object of the right kind of values"
    case .dyn, .null, .type, .optional, .opaque, .parameter, .error, .unknown: "can't be filled in"
    }
  }
}

extension Value {
  /// Below, at or above zero as this comes before, with or after another of its kind; nil where they don't compare.
  fileprivate func order(against other: Value) -> Int? {
    switch (self, other) {
    case (.int(let left), .int(let right)): Self.order(left, right)
    case (.uint(let left), .uint(let right)): Self.order(left, right)
    case (.double(let left), .double(let right)): Self.order(left, right)
    case (.decimal(let left), .decimal(let right)): Self.order(left, right)
    case (.date(let left), .date(let right)): Self.order(left, right)
    case (.timestamp(let left), .timestamp(let right)): Self.order(left, right)
    case (.duration(let left), .duration(let right)): Self.order(left, right)
    case (.null, _), (.bool, _), (.int, _), (.uint, _), (.double, _), (.decimal, _), (.string, _), (.bytes, _),
      (.list, _), (.map, _), (.timestamp, _), (.duration, _), (.date, _), (.type, _), (.optional, _), (.opaque, _):
      nil
    }
  }

  private static func order<T: Comparable>(_ left: T, _ right: T) -> Int { left < right ? -1 : left == right ? 0 : 1 }
}
