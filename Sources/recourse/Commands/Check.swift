import Analysis
import ArgumentParser
import JSON
import WorkflowFiles

/// `recourse check`: everything that a workflow file gets wrong, before it is deployed.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says everything that workflow files get wrong, with the place and what to do.",
    discussion: """
      Ends with 1 where there is an error. Warnings and notes do not count. For each workflow it says how long a case lasts
      at most, if nobody ever acts and if everybody acts as late as can be, or where one would wait for ever.

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
      let examination = loaded.examination()
      let findings = examination.findings
      hasErrors = hasErrors || findings.contains { $0.severity == .error }
      switch format {
      case .json:
        for finding in findings { Shell.print(finding.json.serialized()) }
        if let bounds = examination.bounds, let name = loaded.reading?.workflow?.name {
          Shell.print(bounds.json(of: name).serialized())
        }
      case .text:
        for finding in findings { Shell.print(finding.description) }
        if let bounds = examination.bounds, let workflow = loaded.reading?.workflow {
          for line in BoundsWords(bounds, of: workflow).lines { Shell.print(line) }
        }
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
