import Casework
import CivilTime
import Engine
import Synchronization
import WorkflowFiles
import WorkingTime

/// What was found in a file, as a table.
enum OpsFindings {
  static func table(_ findings: [Diagnostic]) -> HTML {
    Block.table(
      "What was found", ["Where", "Kind", "What is wrong", "What to do"],
      findings.map { finding in
        let kind =
          switch finding.severity {
          case .error: Block.tag("Error", "red")
          case .warning: Block.tag("Warning", "yellow")
          case .note: Block.tag("Note", "grey")
          }
        let path: HTML =
          finding.trace.map { "<br>By way of: \($0.joined(separator: ", "))" } ?? .none
        return [
          "<span class=\"app-nowrap\">\(finding.place.description)</span>", kind,
          "\(CaseworkWords.sentence(finding.message))\(path)<span class=\"app-second\">\(finding.code.rawValue)</span>",
          "\(finding.remedy.map(CaseworkWords.sentence) ?? "")",
        ]
      }, isCaptionHidden: true, empty: "Nothing was found wrong.")
  }
}
