import JSON

/// Where in a resource something is changed: `active`, `name.familyName`, `emails[type eq "work"].value`
/// (RFC 7644, section 3.5.2).
struct SCIMPath: Sendable, Hashable {
  let attribute: String
  /// Which of several values is meant.
  var filter: SCIMFilter?
  var part: String?

  /// - Throws: `Refusal` where the text is no such path.
  init(_ text: String) throws(Refusal) {
    var rest = Self.withoutSchema(text)[...]
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "$" || $0 == "-" || $0 == "_" }
    guard !name.isEmpty else { throw Self.unreadable }
    attribute = String(name)
    rest = rest.dropFirst(name.count)
    if rest.first == "[" {
      guard let end = rest.lastIndex(of: "]") else { throw Self.unreadable }
      filter = try SCIMFilter(String(rest[rest.index(after: rest.startIndex)..<end]), of: .path)
      rest = rest[rest.index(after: end)...]
    }
    guard !rest.isEmpty else { return }
    guard rest.first == ".", rest.count > 1, rest.dropFirst().allSatisfy({ $0.isLetter || $0.isNumber || $0 == "$" })
    else { throw Self.unreadable }
    part = String(rest.dropFirst())
  }

  /// Attributes of the core schema may stand under its whole name.
  static func withoutSchema(_ text: String) -> String {
    let prefix = "\(SCIMDocuments.userSchema):"
    return text.lowercased().hasPrefix(prefix.lowercased()) ? String(text.dropFirst(prefix.count)) : text
  }

  private static let unreadable = SCIMError.invalid(
    "invalidPath", "The path can't be read", "Write it like emails[type eq \"work\"].value.")
}

/// The one comparison that we know: something equals a text, a number or a truth.
struct SCIMFilter: Sendable, Hashable {
  /// Where it stands decides how a mistake is called.
  enum Place: String, Sendable { case query = "invalidFilter", path = "invalidPath" }

  let attribute: String
  let value: JSONValue

  init(_ text: String, of place: Place) throws(Refusal) {
    let parts = text.split(maxSplits: 2, whereSeparator: \.isWhitespace)
    guard parts.count == 3, parts[1].lowercased() == "eq", let value = try? JSONValue(parsing: String(parts[2])),
      value.objectValue == nil, value.arrayValue == nil
    else {
      throw SCIMError.invalid(
        place.rawValue, "The filter is not supported", "Ask for one value, like userName eq \"ann@department.example\"."
      )
    }
    attribute = SCIMPath.withoutSchema(String(parts[0]))
    self.value = value
  }

  /// Whether a value has what is asked for; texts are compared whatever the case of their letters.
  func matches(_ element: JSONValue) -> Bool {
    let found = SCIMPatch.key(attribute, in: element.objectValue ?? JSONObject()).flatMap { element[$0] }
    if let left = found?.stringValue, let right = value.stringValue { return left.lowercased() == right.lowercased() }
    return found == value
  }
}
