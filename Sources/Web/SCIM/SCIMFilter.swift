import JSON

/// Which of several values a path means: the one of which something equals a text, a number or a truth.
struct SCIMFilter: Sendable, Hashable {
  let attribute: String
  let value: JSONValue

  init(_ text: String) throws(Refusal) {
    let parts = text.split(maxSplits: 2, whereSeparator: \.isWhitespace)
    // Whatever is wrong with it, the answer is the same.
    guard parts.count == 3, parts[1].lowercased() == "eq", let value = try? JSONValue(parsing: String(parts[2])),
      value.objectValue == nil, value.arrayValue == nil
    else {
      throw SCIMError.invalid(
        "invalidPath", "The path's filter is not supported", "Ask for one value, like emails[type eq \"work\"].value.")
    }
    attribute = SCIMPath.withoutSchema(String(parts[0]))
    self.value = value
  }

  /// Whether a value has what is asked for; texts are compared whatever the case of their letters, but for the names that
  /// identity systems give.
  func matches(_ element: JSONValue) -> Bool {
    let found = SCIMPatch.key(attribute, in: element.objectValue ?? JSONObject()).flatMap { element[$0] }
    if let left = found?.stringValue, let right = value.stringValue {
      guard attribute.lowercased() != "externalid" else { return left == right }
      return left.lowercased() == right.lowercased()
    }
    // Truths are sent as words by some.
    if let truth = found?.boolValue, let word = value.stringValue { return word.lowercased() == "\(truth)" }
    if let truth = value.boolValue, let word = found?.stringValue { return word.lowercased() == "\(truth)" }
    return found == value
  }
}
