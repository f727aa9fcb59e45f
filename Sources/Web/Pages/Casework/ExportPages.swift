import Casework
import CivilTime
import Engine
import Registers

/// `/cases/export.csv` and `/cases/export.xlsx`: a list of cases to keep, as the page shows it and as far as the reader
/// may know.
struct ExportPages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/cases/export.csv", .staff(.readCases)) { request in
        let rows = try await rows(request)
        var writer = CSVWriter(header: Self.heads)
        for row in rows { writer.append(row) }
        return .download(writer.bytes, named: "cases.csv", type: "text/csv; charset=utf-8")
      },
      Route(.get, "/cases/export.xlsx", .staff(.readCases)) { request in
        let sheet = Spreadsheet(name: "Cases", heads: Self.heads, rows: try await rows(request))
        return .download(
          sheet.bytes, named: "cases.xlsx",
          type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
      },
    ]
  }

  private static let heads = [
    "Case", "Kind", "About", "Raised by", "Organisation", "Current step", "Waiting for", "Looked after by", "Urgency",
    "Deadline", "Time left", "Opened",
  ]

  private func rows(_ request: WebRequest) async throws -> [[String]] {
    let user = try request.staff
    let listing = try await CaseListing.read(CaseQueue(request.query), for: user, at: site, isWhole: true)
    return listing.lines.map { line in
      [
        line.record.reference.description, line.record.workflow, line.title, line.supplier ?? "",
        line.department ?? "", line.steps.joined(separator: ", "), line.waitsFor ?? "", line.record.assignee ?? "",
        line.group.title, line.due.map { DayWords.date(of: $0).description } ?? "", line.timeLeft,
        DayWords.date(of: line.record.openedAt).description,
      ]
    }
  }
}
