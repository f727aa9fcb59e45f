package import WorkflowFiles

/// Reads a table with a header, row by row: RFC 4180 with commas or tabs, in UTF-8.
///
/// Cells may stand in quotation marks, and then hold separators, new lines and doubled marks. Lines end in LF or CRLF;
/// a byte order mark is passed over; rows without any text are left out. What is wrong is reported with its place, and
/// never with what stands there. A row that is wrong is left out, and the rows after it are still read: whether the
/// table may be used is for `Diagnostics.hasErrors` to say.
package struct CSVReader: Sequence, IteratorProtocol {
  /// The row of names; nil where the file can't be read as a table, which is then reported.
  package private(set) var header: CSVRow?

  /// What stands between the cells.
  package let separator: CSVSeparator

  private let file: String
  private let limits: CSVLimits
  private let diagnostics: Diagnostics
  private var scanner: CSVScanner
  private var rows = 0
  private var isOver = false
  private var hasBareReturns = false

  /// Looks over the whole file and reads the header.
  ///
  /// - Parameter separator: nil to tell it from the first line.
  package init(
    reading bytes: [UInt8], file: String, separator: CSVSeparator? = nil, limits: CSVLimits = CSVLimits(),
    diagnostics: Diagnostics
  ) {
    let start = TextCheck(bytes: bytes, file: file, diagnostics: diagnostics).beginning(limit: limits.fileBytes)
    let text = bytes[(start ?? bytes.count)...]
    self.file = file
    self.limits = limits
    self.diagnostics = diagnostics
    self.separator = separator ?? CSVSeparator(firstLineOf: text)
    scanner = CSVScanner(bytes, from: text.startIndex, separator: self.separator, cellBytes: limits.cellBytes)
    guard start != nil else { return }
    guard let first = filledRow() else {
      if !isOver { reportEmpty() }
      return
    }
    header = first.isWhole ? first.row : nil
  }

  /// The next row that is whole and as wide as the header.
  package mutating func next() -> CSVRow? {
    guard let header else { return nil }
    while let (row, isWhole) = filledRow() {
      guard count(row) else { return nil }
      guard isWhole else { continue }
      guard row.cells.count == header.cells.count else {
        reportRagged(row, header.cells.count)
        continue
      }
      return row
    }
    return nil
  }

  private mutating func filledRow() -> (row: CSVRow, isWhole: Bool)? {
    while let (row, isWhole) = row() {
      if !isWhole || !row.isBlank { return (row, isWhole) }
      // A row of separators costs as much as any other.
      guard count(row) else { return nil }
    }
    return nil
  }

  private mutating func count(_ row: CSVRow) -> Bool {
    rows += 1
    if rows > limits.rows { reportTooManyRows(at: row.place) }
    return !isOver
  }

  private mutating func row() -> (row: CSVRow, isWhole: Bool)? {
    scanner.passOverEmptyLines()
    guard !isOver, !scanner.isAtEnd else { return nil }
    let line = scanner.line
    var cells: [CSVCell] = []
    cells.reserveCapacity(header?.cells.count ?? 8)
    var isWhole = true
    while true {
      let (cell, ending) = scanner.cell()
      if let fault = scanner.fault {
        report(fault.kind, at: SourcePlace(file: file, line: fault.line, column: fault.column))
        if fault.kind != .bareReturn { isWhole = false }
      }
      guard cells.count < limits.columns else {
        reportTooManyColumns(at: SourcePlace(file: file, line: cell.line, column: cell.column))
        return nil
      }
      cells.append(cell)
      if ending != .separator { return (CSVRow(file: file, line: line, cells: cells), isWhole) }
    }
  }
}

// MARK: - Findings

extension CSVReader {
  private mutating func report(_ fault: CSVScanner.Fault, at place: SourcePlace) {
    switch fault {
    case .strayQuote:
      diagnostics.error(
        .malformedTable, at: place, "a quotation mark stands inside a cell that does not begin with one",
        remedy: "put the whole cell in quotation marks, and write each mark in it twice")
    case .textAfterQuote:
      diagnostics.error(
        .malformedTable, at: place, "the cell goes on after its closing quotation mark",
        remedy: "write a quotation mark within a cell twice, or put a \(separator.name) here")
    case .unclosedQuote:
      diagnostics.error(
        .malformedTable, at: place, "the quotation mark that opens this cell is never closed",
        remedy: "close it, or take it away; all that follows was taken for this one cell")
    case .tooLong:
      diagnostics.error(
        .textTooLong, at: place, "the cell is longer than \(limits.cellBytes) bytes",
        remedy: "shorten it, or look for a quotation mark that should have been closed")
    case .bareReturn:
      guard !hasBareReturns else { return }
      hasBareReturns = true
      diagnostics.error(
        .controlCharacter, at: place, "the line ends in a carriage return alone",
        remedy: "save the file with line ends of Windows or Unix")
    }
  }

  private mutating func reportTooManyRows(at place: SourcePlace) {
    isOver = true
    diagnostics.error(
      .wrongCount, at: place, "the table has more than \(limits.rows) rows", remedy: "split it into several files")
  }

  private mutating func reportTooManyColumns(at place: SourcePlace) {
    isOver = true
    diagnostics.error(
      .wrongCount, at: place, "the row has more than \(limits.columns) cells",
      remedy: "look for line ends that were lost, or leave columns out")
  }

  private func reportRagged(_ row: CSVRow, _ wanted: Int) {
    diagnostics.error(
      .wrongCount, at: row.place, "the header has \(wanted) cells and this row \(row.cells.count)",
      remedy: row.cells.count < wanted
        ? "add what is missing; an empty cell needs its \(separator.name) too"
        : "put a cell that holds a \(separator.name) in quotation marks, or take away what is too much")
  }

  private func reportEmpty() {
    diagnostics.error(
      .emptyFile, at: SourcePlace(file: file), "the file holds no row", remedy: "begin it with a row of column names")
  }
}
