import Casework
import CivilTime
import Engine

/// `/cases/export.csv` and `/cases/export.xlsx`: a list of cases to keep, as the page shows it and as far as the reader
/// may know.
struct ExportPages: Sendable {
  let site: Site

  var routes: [Route] {
    ListFile.routes("/cases/export", .staff(.readCases)) { request in
      ListFile(name: "cases", title: "Cases", heads: Self.heads, rows: try await rows(request))
    }
  }

  private static let heads = [
    "Case", "Kind", "About", "Raised by", "Organisation", "Current step", "Waiting for", "Looked after by", "Urgency",
    "Deadline", "Time left", "Opened",
  ]

  private func rows(_ request: WebRequest) async throws -> [[String]] {
    let user = try request.staff
    return try await CaseListing.lines(of: CaseQueue(request.query), for: user, at: site).map { line in
      [
        line.record.reference.description, line.record.workflow, line.title, line.supplier ?? "",
        line.department ?? "", line.steps.joined(separator: ", "), line.waitsFor ?? "", line.record.assignee ?? "",
        line.group.title, line.due.map { DayWords.date(of: $0).description } ?? "", line.timeLeft,
        DayWords.date(of: line.record.openedAt).description,
      ]
    }
  }
}
