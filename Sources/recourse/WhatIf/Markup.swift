/// Pieces of a page's text.
enum Markup {
  /// A text that a page shows as it is.
  static func text(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case _ where scalar.properties.generalCategory == .control && scalar != "\n": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A table with its caption and a heading for each column; numbers stand to the right.
  static func table(_ caption: String, _ heads: [String], _ rows: [[String]]) -> String {
    let head = heads.map { "<th scope=\"col\">\(text($0))</th>" }.joined()
    let body = rows.map { row in
      "<tr>" + row.enumerated().map { Self.cell($1, isFirst: $0 == 0) }.joined() + "</tr>"
    }.joined(separator: "\n")
    return "<table><caption>\(text(caption))</caption><thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table>"
  }

  private static func cell(_ content: String, isFirst: Bool) -> String {
    if isFirst { return "<th scope=\"row\">\(text(content))</th>" }
    return Int(content) == nil ? "<td>\(text(content))</td>" : "<td class=\"n\">\(content)</td>"
  }
}
