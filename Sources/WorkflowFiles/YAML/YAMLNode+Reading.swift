/// Reading a node as the type that the language expects there: what does not fit is reported, and nil.
extension YAMLNode {
  /// Any text, also one that looks like a number or a truth value; not nothing.
  package func readText(_ what: String, _ diagnostics: Diagnostics) -> String? {
    guard let text, !isNull else {
      return wrongType("text", what, diagnostics, remedy: "write text; in quotes if it begins with a bracket")
    }
    return text
  }

  /// Exactly `true` or `false`.
  package func readBool(_ what: String, _ diagnostics: Diagnostics) -> Bool? {
    if let bool { return bool }
    let remedy =
      switch text?.lowercased() {
      case "yes", "on", "true", "y": "write true, without quotes"
      case "no", "off", "false", "n": "write false, without quotes"
      default: "write true or false"
      }
    return wrongType("true or false", what, diagnostics, remedy: remedy)
  }

  /// A whole number within bounds.
  package func readInteger(_ what: String, in bounds: ClosedRange<Int>, _ diagnostics: Diagnostics) -> Int? {
    guard let integer else {
      return wrongType("a whole number", what, diagnostics, remedy: "write digits only, without quotes")
    }
    guard let value = Int(exactly: integer), bounds.contains(value) else {
      diagnostics.error(
        .outOfRange, at: place, "\(what): \(integer) is out of range",
        remedy: "write a number from \(bounds.lowerBound) to \(bounds.upperBound)")
      return nil
    }
    return value
  }

  /// A decimal number, as its exact text.
  package func readNumber(_ what: String, _ diagnostics: Diagnostics) -> String? {
    number
      ?? wrongType("a number", what, diagnostics, remedy: "write digits with an optional decimal point, without quotes")
  }

  /// One of the words of a closed list.
  package func readChoice<Choice: RawRepresentable<String> & CaseIterable>(
    _ what: String, _: Choice.Type = Choice.self, _ diagnostics: Diagnostics
  ) -> Choice? {
    guard let text = readText(what, diagnostics) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    diagnostics.error(
      .unknownWord, at: place, "\(what) can't be \(text.inQuotes)",
      remedy: didYouMean(text, words).map { "did you mean \($0.inQuotes)?" }
        ?? "write \(words.inQuotes(joinedBy: "or"))")
    return nil
  }

  /// The elements of a list.
  package func readList(_ what: String, of element: String = "values", _ diagnostics: Diagnostics) -> [YAMLNode]? {
    elements
      ?? wrongType(
        "a list of \(element)", what, diagnostics, remedy: "write [one, another], or lines that begin with \"- \"")
  }

  /// The elements of a list, or the node itself where one value stands for a list of one.
  package func readOneOrMore(_ what: String, of element: String = "values", _ diagnostics: Diagnostics) -> [YAMLNode]? {
    guard !isNull else { return readList(what, of: element, diagnostics) }
    return elements ?? [self]
  }

  /// The pairs of a mapping whose keys are the writer's own.
  package func readPairs(_ what: String, _ diagnostics: Diagnostics) -> [YAMLPair]? {
    pairs
      ?? wrongType(
        "a mapping", what, diagnostics, remedy: "write { key: value }, or lines with \"key: value\" set in below")
  }

  private func wrongType<Value>(
    _ expected: String, _ what: String, _ diagnostics: Diagnostics, remedy: String
  ) -> Value? {
    // What reading did not reach is reported as such, once.
    guard !isCut || pairs != nil || elements != nil else { return nil }
    diagnostics.error(.wrongType, at: place, "\(what): expected \(expected), found \(kindInWords)", remedy: remedy)
    return nil
  }
}
