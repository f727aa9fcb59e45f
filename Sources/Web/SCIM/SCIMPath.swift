import JSON

/// Where in a resource something is changed: `active`, `name.familyName`, `emails[type eq "work"].value`
/// (RFC 7644, section 3.5.2).
struct SCIMPath: Sendable, Hashable {
  let attribute: String
  /// Which of several values is meant.
  var filter: SCIMFilter?
  var part: String?
  /// Whether it belongs to an extension that we don't have, such as the enterprise user's department.
  var isForeign = false

  /// - Throws: `Refusal` where the text is no such path.
  init(_ text: String) throws(Refusal) {
    var rest = Self.withoutSchema(text)[...]
    guard !rest.lowercased().hasPrefix("urn:") else {
      (attribute, isForeign) = (String(rest), true)
      return
    }
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "$" || $0 == "-" || $0 == "_" }
    guard !name.isEmpty else { throw Self.unreadable }
    attribute = String(name)
    rest = rest.dropFirst(name.count)
    if rest.first == "[" {
      guard let end = rest.lastIndex(of: "]") else { throw Self.unreadable }
      filter = try SCIMFilter(String(rest[rest.index(after: rest.startIndex)..<end]))
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
