import ArgumentParser
import JSON
import WorkflowFiles

/// `recourse test`: a workflow's scenarios.
struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs the scenarios of workflows and shows the first difference of each that fails.",
    discussion: "Example: recourse test Workflows/supply-chain-concern")

  @Argument(help: "Workflow folders, or folders of such folders.")
  var paths: [String]

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    var (passed, failed) = (0, 0)
    for path in try WorkflowPaths.expand(paths) {
      let loaded = try LoadedWorkflow.load(path)
      let workflow = try loaded.required()
      let runner = ScenarioRunner(workflow: workflow, calendar: try loaded.calendar(for: workflow))
      let folder = ScenarioFolder.load(path, workflow: workflow)
      for finding in folder.findings { Shell.complain(finding.description) }
      // A scenario that can't be read has not passed.
      failed += Set(folder.findings.filter { $0.severity == .error }.map(\.place.file)).count
      for entry in folder.entries {
        let difference = runner.firstDifference(in: entry)
        if difference == nil { passed += 1 } else { failed += 1 }
        report(entry, difference)
      }
    }
    if format == .text { Shell.print("\(passed) passed, \(failed) failed") }
    if failed > 0 { throw Answer.no() }
    if passed == 0 {
      throw Answer.no("no scenarios were found; put them into a folder \"scenarios\" beside workflow.yaml")
    }
  }

  private func report(_ entry: ScenarioFolder.Entry, _ difference: ScenarioDifference?) {
    switch format {
    case .json:
      var line: JSONObject = [
        "file": .string(entry.file), "scenario": .string(entry.scenario.title), "passed": .bool(difference == nil),
      ]
      if let difference { line["difference"] = .string(difference.description) }
      Shell.print(JSONValue.object(line).serialized())
    case .text:
      if let difference { Shell.print("FAIL \(entry.scenario.title)\n  \(difference)") }
    }
  }
}
