/// Where something stands in a file, as editors count: line and column from 1, the column in characters.
package struct SourcePlace: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The file as the reader was told to call it.
  package let file: String

  /// Line, from 1.
  package let line: Int

  /// Column in characters (Unicode scalars), from 1.
  package let column: Int

  /// A place in a file; the file's beginning unless told otherwise.
  package init(file: String, line: Int = 1, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String { "\(file):\(line):\(column)" }

  package static func < (a: SourcePlace, b: SourcePlace) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}
