import ArgumentParser
import Foundation
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
      for reading in try ScenarioFolder.load(path) {
        let problem = reading.scenario.map { runner.firstDifference(in: $0) } ?? reading.firstFinding
        if let problem { failed += 1 } else { passed += 1 }
        report(reading, problem)
      }
    }
    if format == .text { Shell.print("\(passed) passed, \(failed) failed") }
    if failed > 0 { throw Answer.no() }
    if passed == 0 { throw Answer.no("no scenarios were found") }
  }

  private func report(_ reading: ScenarioReading, _ problem: String?) {
    switch format {
    case .json:
      var line: JSONObject = [
        "file": .string(reading.file), "scenario": .string(reading.scenario?.title ?? reading.file),
        "passed": .bool(problem == nil),
      ]
      if let problem { line["difference"] = .string(problem) }
      Shell.print(JSONValue.object(line).serialized())
    case .text:
      if let problem { Shell.print("FAIL \(reading.file)\n  \(problem)") }
    }
  }
}
