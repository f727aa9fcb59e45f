package import WorkflowFiles

/// One row of a table: its cells as text, each with its place.
package struct CSVRow: Hashable, Sendable {
  /// The file as the reader was told to call it.
  package let file: String

  /// The line on which the row begins, from 1.
  package let line: Int

  /// The cells, in order.
  package let cells: [CSVCell]

  /// The texts of the cells, in order.
  package var texts: [String] { cells.map(\.text) }

  /// Where a cell begins, its quotation mark included.
  package func place(of index: Int) -> SourcePlace {
    SourcePlace(file: file, line: cells[index].line, column: cells[index].column)
  }

  /// Where the row begins.
  package var place: SourcePlace { SourcePlace(file: file, line: line) }

  /// True for an empty line and for the rows of bare separators that spreadsheets leave behind.
  var isBlank: Bool { cells.allSatisfy { $0.text.isEmpty } }
}

/// One cell of a row: what it says, without its quotation marks.
package struct CSVCell: Hashable, Sendable {
  /// The text, exactly as it stands there: neither trimmed nor freed of a guard against formulas.
  package let text: String

  /// The line on which it begins, from 1.
  package let line: Int

  /// The column at which it begins, in characters (Unicode scalars) from 1.
  package let column: Int
}
