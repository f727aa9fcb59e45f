/// Tables as spreadsheets read them (RFC 4180).
package enum CSVText {
  package static func text(_ rows: [[String]]) -> String {
    rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A cell that begins like a formula is made plain text: a spreadsheet must run nothing that somebody has typed.
  private static func cell(_ value: String) -> String {
    let guarded = value.first.map { "=+-@\t\r".contains($0) } == true ? "'" + value : value
    guard guarded.contains(where: { $0 == "\"" || $0 == "," || $0.isNewline }) else { return guarded }
    return "\"" + guarded.replacing("\"", with: "\"\"") + "\""
  }
}
