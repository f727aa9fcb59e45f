import Registers

/// A table to keep, as CSV or as a workbook.
struct TableFile: Sendable {
  let name: String
  let heads: [String]
  let rows: [[String]]

  enum Format: String, Sendable, CaseIterable {
    case csv, xlsx

    var title: String {
      switch self {
      case .csv: "CSV"
      case .xlsx: "Excel"
      }
    }
  }

  func download(_ format: Format) -> WebResponse {
    switch format {
    case .csv:
      var writer = CSVWriter(header: heads)
      for row in rows { writer.append(row) }
      return .download(writer.bytes, named: "\(name).csv", type: "text/csv; charset=utf-8")
    case .xlsx:
      let sheet = Spreadsheet(name: name, heads: heads, rows: rows)
      return .download(
        sheet.bytes, named: "\(name).xlsx", type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    }
  }

  /// The links below a list that lead to its files.
  ///
  /// - Parameter address: that of the files, without the dot.
  static func links(_ address: String, query: String = "") -> HTML {
    let links = Format.allCases.map { format -> HTML in
      let place = "\(address).\(format.rawValue)\(query.isEmpty ? "" : "?\(query)")"
      return Control.link(place, format.title)
    }
    return "<span class=\"app-exports\">Save as \(links[0]) or \(links[1])</span>"
  }
}
