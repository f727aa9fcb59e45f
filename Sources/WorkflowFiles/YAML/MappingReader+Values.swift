/// Typed getters. Each asks for a key that may be left out; `isRequired` says that it may not.
extension MappingReader {
  /// Any text, also one that looks like a number.
  package func text(_ key: String, isRequired: Bool = false) -> String? {
    value(key, isRequired)?.readText(key, diagnostics)
  }

  /// Any text, with its place: an id to look up later, an expression to compile.
  package func located(_ key: String, isRequired: Bool = false) -> Located<String>? {
    guard let node = value(key, isRequired) else { return nil }
    return node.readText(key, diagnostics).map { Located($0, at: node) }
  }

  /// Exactly `true` or `false`.
  package func bool(_ key: String, isRequired: Bool = false) -> Bool? {
    value(key, isRequired)?.readBool(key, diagnostics)
  }

  /// A whole number within bounds.
  package func integer(_ key: String, in bounds: ClosedRange<Int>, isRequired: Bool = false) -> Int? {
    value(key, isRequired)?.readInteger(key, in: bounds, diagnostics)
  }

  /// A decimal number as its exact text.
  package func number(_ key: String, isRequired: Bool = false) -> String? {
    value(key, isRequired)?.readNumber(key, diagnostics)
  }

  /// One of the words of a closed list.
  package func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ type: Choice.Type = Choice.self, isRequired: Bool = false
  ) -> Choice? {
    value(key, isRequired)?.readChoice(key, type, diagnostics)
  }

  /// The elements of a list.
  package func list(_ key: String, of element: String = "values", isRequired: Bool = false) -> [YAMLNode]? {
    value(key, isRequired)?.readList(key, of: element, diagnostics)
  }

  /// The elements of a list, or the value itself where one stands for a list of one.
  package func oneOrMore(_ key: String, of element: String = "values", isRequired: Bool = false) -> [YAMLNode]? {
    value(key, isRequired)?.readOneOrMore(key, of: element, diagnostics)
  }

  /// A list of texts with their places; elements that are no text are reported and left out.
  package func texts(_ key: String, isRequired: Bool = false) -> [Located<String>]? {
    list(key, of: "texts", isRequired: isRequired).map { located($0, in: key) }
  }

  /// One text or a list of them, with their places: `target: closed`, `by: [case-manager, supplier]`.
  package func oneOrMoreTexts(_ key: String, isRequired: Bool = false) -> [Located<String>]? {
    oneOrMore(key, of: "texts", isRequired: isRequired).map { located($0, in: key) }
  }

  /// The pairs of a mapping whose keys are the writer's own: states by id, transitions by event.
  package func pairs(_ key: String, isRequired: Bool = false) -> [YAMLPair]? {
    value(key, isRequired)?.readPairs(key, diagnostics)
  }

  /// A mapping of the language inside of this one, read in the closure, its unknown keys reported.
  package func mapping<Value>(
    _ key: String, _ what: String, isRequired: Bool = false, _ body: (MappingReader) -> Value?
  ) -> Value? {
    value(key, isRequired).flatMap { MappingReader.read($0, what, diagnostics, body) }
  }

  private func value(_ key: String, _ isRequired: Bool) -> YAMLNode? { isRequired ? required(key) : optional(key) }

  private func located(_ nodes: [YAMLNode], in key: String) -> [Located<String>] {
    nodes.compactMap { node in node.readText(key, diagnostics).map { Located($0, at: node) } }
  }
}
