import Analysis
import ArgumentParser
import JSON
import WorkflowFiles

/// `recourse check`: everything that a workflow file gets wrong, before it is deployed.
struct Check: AsyncParsableCommand {
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

  func run() async throws {
    var hasErrors = false
    // Each file is proved by itself, and a proof keeps one processor busy.
    try await SideBySide.each(WorkflowPaths.expand(paths)) { [format] path in
      try Self.said(of: path, format)
    } tell: { said in
      hasErrors = hasErrors || said.hasErrors
      for line in said.lines { Shell.print(line) }
      if let summary = said.summary { Shell.complain(summary) }
    }
    if hasErrors { throw Answer.no() }
  }

  /// What there is to say of one file.
  private static func said(
    of path: String, _ format: OutputFormat
  ) throws -> (lines: [String], summary: String?, hasErrors: Bool) {
    let loaded = try LoadedWorkflow.load(path)
    let examination = loaded.examination()
    let findings = examination.findings
    let hasErrors = findings.contains { $0.severity == .error }
    switch format {
    case .json:
      var lines = findings.map { $0.json.serialized() }
      if let bounds = examination.bounds, let name = loaded.reading?.workflow?.name {
        lines.append(bounds.json(of: name).serialized())
      }
      return (lines, nil, hasErrors)
    case .text:
      var lines = findings.map(\.description)
      if let bounds = examination.bounds, let workflow = loaded.reading?.workflow {
        let words = BoundsWords(bounds, of: workflow)
        lines += words.lines + [words.precision].compactMap(\.self)
      }
      return (lines, "\(path): \(summary(of: findings))", hasErrors)
    }
  }

  static func summary(of findings: [Diagnostic]) -> String {
    let counts = [(Severity.error, "error"), (.warning, "warning"), (.note, "note")].compactMap { severity, word in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(word)\(count == 1 ? "" : "s")"
    }
    return counts.isEmpty ? "no findings" : counts.joined(separator: ", ")
  }
}
