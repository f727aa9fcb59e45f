/// Keeps spreadsheets from taking text for a formula.
///
/// A spreadsheet that opens a file runs what begins with `=`, `+`, `-` or `@`, whoever wrote it. An apostrophe before
/// it makes it text, in the spreadsheet's eyes as in ours: what is written guarded is read back as it was.
package enum FormulaGuard {
  /// The text, with an apostrophe before it where it could be taken for a formula.
  ///
  /// Text that already has apostrophes before such a beginning gets one more, so that taking one away gives it back.
  package static func guarded(_ text: String) -> String { isFormula(text.utf8[...]) ? "'" + text : text }

  /// The text without the apostrophe that `guarded` gave it; any other text as it is.
  package static func unguarded(_ text: String) -> String {
    guard text.utf8.first == UInt8(ascii: "'"), isFormula(text.utf8.dropFirst()) else { return text }
    return String(text.unicodeScalars.dropFirst())
  }

  // Spreadsheets pass over a leading tab or line end and look at what follows.
  private static func isFormula(_ text: Substring.UTF8View) -> Bool {
    switch text.drop(while: { $0 == UInt8(ascii: "'") }).first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: true
    default: false
    }
  }
}
