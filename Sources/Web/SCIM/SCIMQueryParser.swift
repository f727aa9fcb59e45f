import JSON

/// Reads a filter: `or` binds least, then `and`, then `not (…)`, and round brackets group (RFC 7644, section 3.4.2.2).
struct SCIMQueryParser {
  /// Nobody needs more, and nobody's filter makes us dig deeper.
  private static let longest = 2_000
  private static let deepest = 20

  /// What users may be looked for by.
  private static let known: Set<String> = [
    "username", "emails", "id", "externalid", "displayname", "active", "name", "title", "roles", "phonenumbers",
  ]

  private var rest: Substring
  private var depth = 0

  /// - Throws: `Refusal` where the text is no filter, or asks for an attribute that users don't have.
  static func query(_ text: String) throws(Refusal) -> SCIMQuery {
    guard text.utf8.count <= longest else { throw unreadable }
    var parser = SCIMQueryParser(rest: text[...])
    let query = try parser.either(isInside: false)
    parser.skip()
    guard parser.rest.isEmpty else { throw unreadable }
    return query
  }

  private static let unreadable = SCIMError.invalid(
    "invalidFilter", "The filter is not supported",
    "Write it like userName eq \"ann@department.example\" and active eq true.")

  private init(rest: Substring) { self.rest = rest }

  // MARK: The levels

  private mutating func either(isInside: Bool) throws(Refusal) -> SCIMQuery {
    var query = try both(isInside)
    while takes("or") { query = .either(query, try both(isInside)) }
    return query
  }

  private mutating func both(_ isInside: Bool) throws(Refusal) -> SCIMQuery {
    var query = try one(isInside)
    while takes("and") { query = .both(query, try one(isInside)) }
    return query
  }

  private mutating func one(_ isInside: Bool) throws(Refusal) -> SCIMQuery {
    skip()
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw Self.unreadable }
    let start = rest
    if takes("not") {
      skip()
      if rest.first == "(" { return .not(try one(isInside)) }
      rest = start
    }
    guard rest.first == "(" else { return try comparison(isInside) }
    rest = rest.dropFirst()
    let query = try either(isInside: isInside)
    skip()
    guard rest.first == ")" else { throw Self.unreadable }
    rest = rest.dropFirst()
    return query
  }

  // MARK: A comparison

  private mutating func comparison(_ isInside: Bool) throws(Refusal) -> SCIMQuery {
    let name = SCIMPath.withoutSchema(word())
    let attribute = name.prefix { $0 != "." }
    guard !attribute.isEmpty, isInside || Self.known.contains(attribute.lowercased()) else {
      throw SCIMError.invalid(
        "invalidFilter", "The filter is not supported",
        "Look by userName, externalId, emails, displayName, name, title, roles, phoneNumbers, active or id.")
    }
    guard rest.first == "[", !isInside else { return try compared(try path(name)) }
    rest = rest.dropFirst()
    let start = rest
    let query = try either(isInside: true)
    skip()
    guard rest.first == "]" else { throw Self.unreadable }
    let inner = String(start[..<rest.startIndex])
    rest = rest.dropFirst()
    guard rest.first == "." else { return .has(name, query) }
    // Some look for `emails[type eq "work"].value eq "ann@department.example"`.
    return try compared(try path("\(name)[\(inner)]\(word())"))
  }

  private func path(_ text: String) throws(Refusal) -> SCIMPath {
    do throws(Refusal) {
      return try SCIMPath(text)
    } catch {
      throw Self.unreadable
    }
  }

  private mutating func compared(_ path: SCIMPath) throws(Refusal) -> SCIMQuery {
    skip()
    guard let comparison = SCIMOperator(rawValue: word().lowercased()) else { throw Self.unreadable }
    guard comparison != .present else { return .compares(path, .present, nil) }
    skip()
    return .compares(path, comparison, try value())
  }

  /// A text in quotes, a number, or a word of JSON.
  private mutating func value() throws(Refusal) -> JSONValue {
    let start = rest
    if rest.first == "\"" {
      var isEscaped = false
      rest = rest.dropFirst()
      while let character = rest.first, isEscaped || character != "\"" {
        isEscaped = character == "\\" && !isEscaped
        rest = rest.dropFirst()
      }
      rest = rest.dropFirst()
    } else {
      _ = word()
    }
    // Whatever is wrong with it, the answer is the same.
    guard let value = try? JSONValue(parsing: String(start[..<rest.startIndex])), value.objectValue == nil,
      value.arrayValue == nil
    else { throw Self.unreadable }
    return value
  }

  // MARK: Words

  private mutating func skip() { rest = rest.drop(while: \.isWhitespace) }

  private mutating func word() -> String {
    skip()
    let word = rest.prefix { !$0.isWhitespace && !"()[]\"".contains($0) }
    rest = rest.dropFirst(word.count)
    return String(word)
  }

  /// Passes over a word that binds, where it comes next.
  private mutating func takes(_ wanted: String) -> Bool {
    let start = rest
    if word().lowercased() == wanted { return true }
    rest = start
    return false
  }
}
