internal import WorkflowFiles

/// What must hold of a file before it is read as a table: its size, and that it is text.
struct TextCheck {
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  let bytes: [UInt8]
  let file: String
  let diagnostics: Diagnostics

  /// Where the text begins, after a byte order mark; nil where it is none, which is then reported.
  ///
  /// One finding speaks for the whole file: who saved it in another encoding has one thing to mend.
  func beginning(limit: Int) -> Int? {
    guard bytes.count <= limit else {
      refuse(.fileTooLarge, 0, "the file is larger than \(limit) bytes", "split it into several files")
      return nil
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      refuse(.notUTF8, 0, "the file is in UTF-16", "save it as \"CSV UTF-8\"")
      return nil
    }
    if let offset = firstInvalid {
      refuse(.notUTF8, offset, "a byte here is not UTF-8", "save the file as \"CSV UTF-8\"")
      return nil
    }
    if let offset = bytes.firstIndex(of: 0) {
      refuse(.controlCharacter, offset, "a null character stands here", "export the file anew, as text in UTF-8")
      return nil
    }
    return bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
  }

  private var firstInvalid: Int? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  private func refuse(_ code: DiagnosticCode, _ offset: Int, _ message: String, _ remedy: String) {
    diagnostics.error(code, at: place(of: offset), message, remedy: remedy)
  }

  private func place(of offset: Int) -> SourcePlace {
    var (line, column) = (1, 1)
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return SourcePlace(file: file, line: line, column: column)
  }
}
