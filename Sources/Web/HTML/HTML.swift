/// A piece of a page. What is put into it is shown as it is, whatever characters it holds; only what this program has
/// written itself, or has made of such pieces, is markup.
///
/// `"<p>\(name)</p>"` escapes `name`; `"<main>\(page)</main>"` takes another piece as markup. Attributes' values always
/// stand in double quotes, so that one way of escaping serves everywhere.
package struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation, CustomStringConvertible {
  package private(set) var description: String

  package init(stringLiteral value: StaticString) { description = value.description }
  package init(stringInterpolation: StringInterpolation) { description = stringInterpolation.text }

  private init(_ description: String) { self.description = description }

  /// Nothing.
  package static let none = HTML("")

  /// Markup that another part of this program has made whole, such as a picture by graphviz.
  package static func made(_ markup: String) -> HTML { HTML(markup) }

  package static func += (left: inout HTML, right: HTML) { left.description += right.description }
  package static func + (left: HTML, right: HTML) -> HTML { HTML(left.description + right.description) }

  package var isEmpty: Bool { description.isEmpty }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount * 24)
    }

    package mutating func appendLiteral(_ literal: StaticString) { text += literal.description }
    package mutating func appendInterpolation(_ piece: HTML) { text += piece.description }
    package mutating func appendInterpolation(_ piece: HTML?) { text += piece?.description ?? "" }
    package mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { text += piece.description } }
    package mutating func appendInterpolation(_ number: Int) { text += String(number) }
    package mutating func appendInterpolation(_ plain: String) { HTML.escape(plain, into: &text) }
    package mutating func appendInterpolation(_ plain: String?) { HTML.escape(plain ?? "", into: &text) }

    /// A text with its line breaks.
    package mutating func appendInterpolation(lines plain: String) {
      var isFirst = true
      for line in plain.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
        if !isFirst { text += "<br>" }
        HTML.escape(String(line), into: &text)
        isFirst = false
      }
    }

    /// An attribute with the blank before it, where it applies.
    package mutating func appendInterpolation(_ attribute: StaticString, if applies: Bool) {
      if applies { text += attribute.description }
    }
  }

  fileprivate static func escape(_ plain: String, into text: inout String) {
    for scalar in plain.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      case "\n", "\t", "\r": text.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension Sequence<HTML> {
  /// One piece of many.
  package func joined() -> HTML { reduce(into: HTML.none) { $0 += $1 } }
}
