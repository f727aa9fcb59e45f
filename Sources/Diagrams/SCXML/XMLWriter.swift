/// Writes XML, indented, with everything escaped.
struct XMLWriter {
  private(set) var lines: [String] = []
  private var open: [String] = []

  private var indent: String { String(repeating: "  ", count: open.count) }

  /// An element without content.
  mutating func element(_ name: String, _ attributes: [(String, String?)] = []) {
    lines.append("\(indent)<\(name)\(Self.text(attributes))/>")
  }

  /// An element, and what is written within it.
  mutating func element(_ name: String, _ attributes: [(String, String?)] = [], _ body: (inout XMLWriter) -> Void) {
    lines.append("\(indent)<\(name)\(Self.text(attributes))>")
    open.append(name)
    body(&self)
    open.removeLast()
    lines.append("\(indent)</\(name)>")
  }

  private static func text(_ attributes: [(String, String?)]) -> String {
    attributes.compactMap { name, value in value.map { " \(name)=\"\(escaped($0))\"" } }.joined()
  }

  /// A line break in an attribute would be read as a space, so it stands as a reference.
  private static func escaped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { DotText.escaped(String($0)) }
      .joined(separator: "&#10;")
  }
}
