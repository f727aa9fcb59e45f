/// How large a table may be before it is refused: every bound of the CSV reader stands here.
package struct CSVLimits: Hashable, Sendable {
  /// Size of the file in bytes: 64 MiB. Whoever opens files should ask this before taking one into memory.
  package let fileBytes: Int

  /// Size of one cell in bytes: 1 MiB. Past that a quotation mark was probably never closed.
  package let cellBytes: Int

  /// Cells of one row: 1,000.
  package let columns: Int

  /// Rows after the header: 1,000,000.
  package let rows: Int

  /// The usual limits, or others of the caller's own.
  package init(fileBytes: Int = 64 << 20, cellBytes: Int = 1 << 20, columns: Int = 1_000, rows: Int = 1_000_000) {
    self.fileBytes = fileBytes
    self.cellBytes = cellBytes
    self.columns = columns
    self.rows = rows
  }
}
