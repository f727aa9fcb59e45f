/// One step of the parser through a file, with byte offsets of where it stands.
struct YAMLEvent {
  enum Kind {
    case scalar(YAMLScalar, YAMLProperties)
    case alias(String)
    case sequenceStart(YAMLProperties)
    case mappingStart(YAMLProperties)
    case collectionEnd
    case documentStart
    case documentEnd
    case streamEnd
  }

  let kind: Kind
  let start: Int
  let end: Int
}

/// What may stand before a value.
struct YAMLProperties {
  let anchor: String?
  let tag: String?
}

/// Where and why the parser gave up.
struct YAMLSyntaxProblem: Error {
  /// The parser's own words.
  let problem: String

  /// What the parser was at, in its own words.
  let context: String

  /// Byte offset of the problem.
  let offset: Int

  /// Byte offset of the beginning of what the parser was at.
  let contextOffset: Int?
}
