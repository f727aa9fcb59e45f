import Registers

/// A list to keep as a file, as the page shows it and as far as its reader may know.
struct ListFile: Sendable {
  /// How it is written.
  enum Kind: String, Sendable, CaseIterable {
    case csv, xlsx
  }

  /// What the file is called, without what tells its kind.
  let name: String
  /// What the sheet is called.
  let title: String
  let heads: [String]
  let rows: [[String]]

  func response(_ kind: Kind) -> WebResponse {
    switch kind {
    case .csv:
      var writer = CSVWriter(header: heads)
      for row in rows { writer.append(row) }
      return .download(writer.bytes, named: "\(name).csv", type: "text/csv; charset=utf-8")
    case .xlsx:
      return .download(
        Spreadsheet(name: title, heads: heads, rows: rows).bytes, named: "\(name).xlsx",
        type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    }
  }

  /// A route for each kind: `PATH.csv`, `PATH.xlsx`.
  static func routes(
    _ path: String, _ access: Access, _ kinds: [Kind] = Kind.allCases,
    _ read: @escaping @Sendable (WebRequest) async throws -> ListFile
  ) -> [Route] {
    kinds.map { kind in
      Route(.get, "\(path).\(kind.rawValue)", access) { request in try await read(request).response(kind) }
    }
  }

  /// A line with links to the files of a list.
  static func links(_ path: String) -> HTML {
    "<p class=\"govuk-body app-exports\">Save the list as \(words(path))</p>"
  }

  /// - Parameter query: which part of the list is meant.
  static func words(_ path: String, query: String = "", _ kinds: [Kind] = Kind.allCases) -> HTML {
    let links = kinds.map { kind -> HTML in
      let address = "\(path).\(kind.rawValue)\(query.isEmpty ? "" : "?\(query)")"
      return Control.link(address, kind == .csv ? "CSV" : "Excel")
    }
    return links.count == 1 ? links[0] : "\(links[0]) or \(links[1])"
  }
}
