import Casework
import Engine

/// A case's history as a file: what the page shows, line by line.
struct HistoryExportPages: Sendable {
  let site: Site

  var routes: [Route] {
    ListFile.routes("/cases/{reference}/history", .staff(.readCases)) { request in
      let file = try await CaseFile.read(request, at: site, for: "export")
      let words = file.words
      return ListFile(
        name: "history-\(file.reference)", title: "History",
        heads: ["Revision", "When", "What happened", "Kind", "Name", "By", "Due"],
        rows: file.journal.map { entry in
          [
            "\(entry.revision)", entry.at.rfc3339, words.title(entry), entry.kind.rawValue, entry.name,
            words.by(entry) ?? "", entry.due?.rfc3339 ?? "",
          ]
        })
    }
  }
}
