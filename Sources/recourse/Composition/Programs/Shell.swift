import Foundation

/// Standard output for what was asked for, standard error for what people should know besides.
enum Shell {
  /// A line of the answer.
  static func print(_ line: String) { write(line + "\n", to: FileHandle.standardOutput) }

  /// A line about what is going on, or about what is wrong.
  static func complain(_ line: String) { write(line + "\n", to: FileHandle.standardError) }

  /// Writes and goes on; a reader that has gone away ends the program.
  private static func write(_ text: String, to handle: FileHandle) {
    do {
      try handle.write(contentsOf: Data(text.utf8))
    } catch {
      exit(0)
    }
  }

  /// The lines of standard input, one at a time, as they come.
  static func inputLines() -> AnyIterator<String> { AnyIterator { readLine(strippingNewline: true) } }

  /// A table whose columns line up; the last column is as wide as it is.
  static func table(_ rows: [[String]]) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { column, cell in
        column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }.joined(separator: "  ")
    }
  }
}
