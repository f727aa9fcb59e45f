internal import CivilTime
internal import WorkflowFiles

/// One row of a register under the names of its columns. What is wrong with a cell is reported by its column and its
/// place, and never repeated: cells hold people's names and addresses.
struct RegisterRow {
  /// The longest text that a cell may hold, in characters.
  static let longestText = 500

  let row: CSVRow
  let columns: TableColumns
  let diagnostics: Diagnostics

  func place(_ column: String) -> SourcePlace { columns.place(column, in: row) }

  /// The text of a cell that must hold some; nil where it doesn't, or not as one line, which is then reported.
  func text(_ column: String) -> String? {
    guard let text = optionalText(column) else { return nil }
    guard !text.isEmpty else {
      refuse(column, .missingCell, "is empty", "fill it in, or take the row away")
      return nil
    }
    return text
  }

  /// The text of a cell, empty where it may be; nil where it is no one line of text, which is then reported.
  func optionalText(_ column: String) -> String? {
    let text = columns.text(column, in: row)
    guard text.unicodeScalars.count <= Self.longestText else {
      refuse(column, .textTooLong, "is longer than \(Self.longestText) characters", "shorten it")
      return nil
    }
    // Names come into headers of mail.
    guard !Self.isSteering(text) else {
      refuse(column, .controlCharacter, "holds a control character or a new line", "type the text anew, on one line")
      return nil
    }
    return text
  }

  /// The day in a cell, read by `parse`, and no day where the cell is empty; nil where it holds anything else, which is
  /// then reported.
  func day(_ column: String, like example: String, _ parse: (String) -> CivilDate?) -> CivilDate?? {
    guard let text = optionalText(column) else { return nil }
    guard !text.isEmpty else { return .some(nil) }
    guard let day = parse(text) else {
      refuse(column, .wrongCell, "does not hold a day", "write it like \(example), or leave the cell empty")
      return nil
    }
    return day
  }

  /// Reports a cell.
  func refuse(_ column: String, _ code: DiagnosticCode, _ what: String, _ remedy: String) {
    diagnostics.error(code, at: place(column), "the cell in column \(column.inQuotes) \(what)", remedy: remedy)
  }

  /// Whether a text would steer a terminal, begin a line of its own or turn the line round.
  static func isSteering(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x2028...0x2029, 0x202A...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
  }
}
