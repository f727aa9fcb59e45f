internal import Clibyaml

/// libyaml's event parser, over bytes that outlive it.
final class YAMLEventReader {
  // libyaml keeps a pointer to its own parser, so the parser must not move.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let source: SourceText

  init(_ source: SourceText, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.source = source
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    let isReady = yaml_parser_initialize(parser)
    precondition(isReady == 1, "no memory for a YAML parser")
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event; the stream's start, which says nothing, is passed over.
  func next() throws(YAMLSyntaxProblem) -> YAMLEvent {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw problem }
      defer { yaml_event_delete(&event) }
      guard let kind = Self.kind(of: event) else { continue }
      return YAMLEvent(
        kind: kind, start: source.offset(ofCharacter: event.start_mark.index),
        end: source.offset(ofCharacter: event.end_mark.index))
    }
  }

  private static func kind(of event: yaml_event_t) -> YAMLEvent.Kind? {
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let properties = YAMLProperties(anchor: string(scalar.anchor), tag: string(scalar.tag))
      return .scalar(self.scalar(scalar, properties), properties)
    case YAML_ALIAS_EVENT:
      return .alias(string(event.data.alias.anchor) ?? "")
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      return .sequenceStart(YAMLProperties(anchor: string(start.anchor), tag: string(start.tag)))
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      return .mappingStart(YAMLProperties(anchor: string(start.anchor), tag: string(start.tag)))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .collectionEnd
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    case YAML_STREAM_START_EVENT: return nil
    // libyaml's list is open; what it may add ends the reading.
    default: return .streamEnd
    }
  }

  private static func scalar(
    _ scalar: yaml_event_t.__Unnamed_union_data.__Unnamed_struct_scalar, _ properties: YAMLProperties
  ) -> YAMLScalar {
    YAMLScalar(
      text: String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self),
      style: style(scalar.style), isTaggedAsText: YAMLTag.meansText(properties.tag))
  }

  private static func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }

  private static func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    text.map { String(cString: $0) }
  }

  private var problem: YAMLSyntaxProblem {
    let parser = parser.pointee
    let context = parser.context.map { String(cString: $0) } ?? ""
    // The part of libyaml that takes bytes in knows an offset in bytes and no mark.
    let offset =
      parser.error == YAML_READER_ERROR
      ? parser.problem_offset : source.offset(ofCharacter: parser.problem_mark.index)
    return YAMLSyntaxProblem(
      problem: parser.problem.map { String(cString: $0) } ?? "no memory", context: context, offset: offset,
      contextOffset: context.isEmpty ? nil : source.offset(ofCharacter: parser.context_mark.index))
  }
}
