internal import WorkflowFiles

/// A column that a register may have.
struct TableColumn {
  let name: String
  /// Other names under which files have it.
  let aliases: [String]
  let isRequired: Bool

  init(_ name: String, or aliases: String..., isRequired: Bool = true) {
    self.name = name
    self.aliases = aliases
    self.isRequired = isRequired
  }
}

/// Which column of a table stands where, told from its header.
struct TableColumns {
  private let places: [String: Int]

  /// Finds the columns in the header; nil where a required one is missing, which is then reported.
  ///
  /// A name that is not known is never repeated: without a header, a person's name would stand in its place.
  ///
  /// - Parameter warnsOfUnknown: false for registers that other people publish with columns as they please.
  init?(
    header: CSVRow, columns: [TableColumn], warnsOfUnknown: Bool = true, diagnostics: Diagnostics
  ) {
    let known = Self.known(columns)
    let names = header.texts.map(\.trimmed)
    var places: [String: Int] = [:]
    var unknown: [Int] = []
    for (index, name) in names.enumerated() {
      guard let column = known[name] else {
        unknown.append(index)
        continue
      }
      guard places.updateValue(index, forKey: column) == nil else {
        diagnostics.error(
          .repeatedRow, at: header.place(of: index), "the column \(column.inQuotes) stands there a second time",
          remedy: "take one of the two away")
        return nil
      }
    }
    self.places = places

    guard !places.isEmpty else {
      diagnostics.error(
        .missingCell, at: header.place, "the first row does not name any of the columns",
        remedy: "begin the file with the row \(columns.map(\.name).joined(separator: ","))")
      return nil
    }
    let missing = columns.filter { $0.isRequired && places[$0.name] == nil }
    if warnsOfUnknown {
      for index in unknown {
        // What is missing is most probably meant.
        let word = names[index].lowercased()
        let meant = didYouMean(word, missing.map(\.name)) ?? missing.first { $0.name == word }?.name
        Self.warn(of: index, meant ?? didYouMean(word, known.keys.sorted()), header, columns, diagnostics)
      }
    }
    for column in missing {
      diagnostics.error(
        .missingCell, at: header.place, "the table lacks the column \(column.name.inQuotes)",
        remedy: "add \(column.name.inQuotes) to the header and a cell to every row")
    }
    if !missing.isEmpty { return nil }
  }

  func has(_ column: String) -> Bool { places[column] != nil }

  /// The text of a column's cell, without white space around it and without a guard against formulas.
  func text(_ column: String, in row: CSVRow) -> String {
    places[column].map { FormulaGuard.unguarded(row.cells[$0].text).trimmed } ?? ""
  }

  /// Where a column's cell stands; where the table lacks the column, its row.
  func place(_ column: String, in row: CSVRow) -> SourcePlace {
    places[column].map { row.place(of: $0) } ?? row.place
  }

  private static func known(_ columns: [TableColumn]) -> [String: String] {
    var known: [String: String] = [:]
    for column in columns {
      for name in [column.name] + column.aliases { known[name] = column.name }
    }
    return known
  }

  private static func warn(
    of index: Int, _ meant: String?, _ header: CSVRow, _ columns: [TableColumn], _ diagnostics: Diagnostics
  ) {
    diagnostics.warning(
      .unknownColumn, at: header.place(of: index), "the name of column \(index + 1) is not known; it is not read",
      remedy: meant.map { "did you mean \($0.inQuotes)?" }
        ?? "the columns are \(columns.map(\.name).inQuotes(joinedBy: "and"))")
  }
}

extension StringProtocol {
  /// The text without white space before and after it.
  var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(String.UnicodeScalarView(scalars[first...last]))
  }
}
