/// Writes a table that `CSVReader` and spreadsheets read: RFC 4180, UTF-8, lines that end in CRLF.
///
/// Every cell passes `FormulaGuard`: one that begins with `=`, `+`, `-` or `@` gets an apostrophe before it, so that no
/// spreadsheet runs it. Whoever reads such a file back takes the apostrophe away with `FormulaGuard.unguarded`.
package struct CSVWriter {
  /// The file so far.
  package private(set) var bytes: [UInt8] = []

  private let separator: CSVSeparator
  private let columns: Int

  /// A table with the names of its columns as the first row.
  package init(header: [String], separator: CSVSeparator = .comma) {
    precondition(!header.isEmpty, "a table has columns")
    self.separator = separator
    columns = header.count
    append(header)
  }

  /// Adds a row, as many cells as there are columns.
  package mutating func append(_ cells: [String]) {
    precondition(cells.count == columns, "a row has a cell for every column")
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(separator.rawValue) }
      write(FormulaGuard.guarded(cell))
    }
    bytes += "\r\n".utf8
  }

  private mutating func write(_ cell: String) {
    guard needsQuotes(cell) else {
      bytes += cell.utf8
      return
    }
    let quote = UInt8(ascii: "\"")
    bytes.append(quote)
    for byte in cell.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  private func needsQuotes(_ cell: String) -> Bool {
    // White space at the ends is lost on some readers, and a byte order mark at the file's beginning on all.
    if let first = cell.unicodeScalars.first, first == "\u{FEFF}" || first == " " || cell.utf8.last == 0x20 {
      return true
    }
    return cell.utf8.contains { byte in
      byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        || byte == CSVSeparator.comma.rawValue || byte == CSVSeparator.tab.rawValue
    }
  }
}
