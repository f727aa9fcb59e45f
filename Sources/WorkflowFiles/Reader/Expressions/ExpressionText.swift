/// The text of an expression where it stands in a file, so that a problem in it has its place.
package struct ExpressionText: Sendable {
  private enum Origin: Sendable {
    case node(YAMLNode)
    case template(SourceText, offset: Int)
  }

  package let text: String
  private let origin: Origin

  /// A scalar of a YAML file.
  init(_ text: String, in node: YAMLNode) {
    self.text = text
    origin = .node(node)
  }

  /// A stretch of a message's file.
  init(_ text: String, in source: SourceText, at offset: Int) {
    self.text = text
    origin = .template(source, offset: offset)
  }

  /// The place of a byte of the text.
  package func place(at offset: Int) -> SourcePlace {
    switch origin {
    case .node(let node): node.place(atTextOffset: offset)
    case .template(let source, let start): source.place(at: start + offset)
    }
  }
}
