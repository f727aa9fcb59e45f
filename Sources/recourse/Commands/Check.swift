import ArgumentParser
import JSON
import WorkflowFiles

/// `recourse check`: everything that a workflow file gets wrong, before it is deployed.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says everything that workflow files get wrong, with the place and what to do.",
    discussion: """
      Ends with 1 where there is an error. Warnings and notes do not count.

      Example: recourse check Workflows/supply-chain-concern
      """)

  @Argument(help: "Workflow files, folders that hold workflow.yaml, or folders of such folders.")
  var paths: [String]

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    var hasErrors = false
    for path in try WorkflowPaths.expand(paths) {
      let loaded = try LoadedWorkflow.load(path)
      let findings = loaded.findings
      hasErrors = hasErrors || findings.contains { $0.severity == .error }
      switch format {
      case .json:
        for finding in findings { Shell.print(finding.json.serialized()) }
      case .text:
        for finding in findings { Shell.print(finding.description) }
        Shell.complain("\(path): \(Self.summary(of: findings))")
      }
    }
    if hasErrors { throw Answer.no() }
  }

  static func summary(of findings: [Diagnostic]) -> String {
    let counts = [(Severity.error, "error"), (.warning, "warning"), (.note, "note")].compactMap { severity, word in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(word)\(count == 1 ? "" : "s")"
    }
    return counts.isEmpty ? "no findings" : counts.joined(separator: ", ")
  }
}
