import JSON

/// Which users a list asks for (RFC 7644, section 3.4.2.2).
indirect enum SCIMQuery: Sendable, Hashable {
  case both(SCIMQuery, SCIMQuery)
  case either(SCIMQuery, SCIMQuery)
  case not(SCIMQuery)
  /// One of the attribute's values, or of their parts, compares so.
  case compares(SCIMPath, SCIMOperator, JSONValue?)
  /// One of the attribute's values has all that is asked of it: `emails[type eq "work" and primary eq true]`.
  case has(String, SCIMQuery)

  func matches(_ user: JSONObject) -> Bool {
    switch self {
    case .both(let left, let right): left.matches(user) && right.matches(user)
    case .either(let left, let right): left.matches(user) || right.matches(user)
    case .not(let other): !other.matches(user)
    case .has(let attribute, let query):
      Self.values(of: attribute, in: user).contains { $0.objectValue.map(query.matches) ?? false }
    case .compares(let path, .notEqual, let value):
      !Self.matches(path, .equal, value, user)
    case .compares(let path, let comparison, let value): Self.matches(path, comparison, value, user)
    }
  }

  private static func matches(
    _ path: SCIMPath, _ comparison: SCIMOperator, _ value: JSONValue?, _ user: JSONObject
  ) -> Bool {
    values(of: path.attribute, in: user).filter { path.filter?.matches($0) ?? true }.contains { found in
      guard let object = found.objectValue else {
        return path.part == nil && compares(found, comparison, value, path.attribute)
      }
      // An attribute of several values is asked for by their `value`, and is there where it has any part.
      if path.part == nil, comparison == .present { return !object.isEmpty }
      let part = path.part ?? "value"
      guard let inner = SCIMPatch.key(part, in: object).flatMap({ object[$0] }) else { return false }
      return compares(inner, comparison, value, part)
    }
  }

  private static func values(of attribute: String, in user: JSONObject) -> [JSONValue] {
    guard let found = SCIMPatch.key(attribute, in: user).flatMap({ user[$0] }), found != .null else { return [] }
    return found.arrayValue ?? [found]
  }

  /// Texts are compared whatever the case of their letters, but for the names that identity systems give.
  private static func compares(
    _ found: JSONValue, _ comparison: SCIMOperator, _ value: JSONValue?, _ attribute: String
  ) -> Bool {
    if comparison == .present { return found != .null && found.stringValue != "" }
    guard let value else { return false }
    guard let left = word(found, attribute), let right = word(value, attribute) else {
      return comparison == .equal && found == value
    }
    switch comparison {
    case .equal, .present: return left == right
    case .notEqual: return left != right
    case .contains: return left.contains(right)
    case .startsWith: return left.hasPrefix(right)
    case .endsWith: return left.hasSuffix(right)
    case .greater: return left > right
    case .greaterOrEqual: return left >= right
    case .less: return left < right
    case .lessOrEqual: return left <= right
    }
  }

  /// Truths are sent as words by some.
  private static func word(_ value: JSONValue, _ attribute: String) -> String? {
    if let truth = value.boolValue { return "\(truth)" }
    return attribute.lowercased() == "externalid" ? value.stringValue : value.stringValue?.lowercased()
  }
}
