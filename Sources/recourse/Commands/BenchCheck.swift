import Analysis
import ArgumentParser
import Foundation
import JSON
import WorkflowFiles

/// `recourse bench check`: how long it takes to prove how long cases last.
struct BenchCheck: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Measures the proofs of check: of each shipped workflow, and of a large generated one.",
    discussion: "Example: recourse bench check --format json")

  @Option(help: "How often each is done; the median is told.")
  var rounds = 3

  @Option(help: "States of the generated workflow.")
  var states = 500

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func validate() throws {
    guard (1...100).contains(rounds), (13...5_000).contains(states) else {
      throw ValidationError("--rounds takes 1 to 100, --states 13 to 5000")
    }
  }

  func run() async throws {
    guard let folder = ShippedFiles.workflows else {
      throw Answer.no("the shipped workflows are not there; say in RECOURSE_WORKFLOWS where they are")
    }
    let shipped = try WorkflowPaths.expand([folder.path]).compactMap { try LoadedWorkflow.load($0).reading }
    var results = try shipped.map(measure)
    let sum = results.reduce(0) { $0 + $1.seconds }
    results.append(ProofTiming(name: "the shipped ones together", states: 0, seconds: sum, bounds: nil))
    results.append(try await measureSideBySide(shipped))
    results.append(try measure(WorkflowReader.read(GeneratedWorkflow.source(states: states))))
    switch format {
    case .json: Shell.print(JSONValue.object(["results": .array(results.map(\.json))]).serialized())
    case .text:
      for line in Shell.table([["", "states", "seconds"]] + results.map(\.cells)) { Shell.print(line) }
    }
  }

  /// As `check` does it that is given all of them.
  private func measureSideBySide(_ readings: [WorkflowReading]) async throws -> ProofTiming {
    let clock = ContinuousClock()
    var seconds: [Double] = []
    for _ in 0..<rounds {
      let start = clock.now
      try await SideBySide.each(readings) {
        WorkflowCheck.examine($0).bounds?.isComplete
      } tell: { _ in
      }
      seconds.append((clock.now - start) / .seconds(1))
    }
    return ProofTiming(
      name: "the same side by side", states: 0, seconds: seconds.sorted()[rounds / 2], bounds: nil)
  }

  private func measure(_ reading: WorkflowReading) throws -> ProofTiming {
    guard let workflow = reading.workflow else {
      throw Answer(status: 70, message: "recourse: a workflow to measure can't be read")
    }
    var bounds: Bounds?
    let clock = ContinuousClock()
    let seconds = (0..<rounds).map { _ in clock.measure { bounds = WorkflowCheck.examine(reading).bounds } / .seconds(1)
    }
    return ProofTiming(
      name: workflow.name, states: workflow.chart.states.count - 1, seconds: seconds.sorted()[rounds / 2],
      bounds: bounds)
  }
}

/// How long the proofs of one workflow took.
private struct ProofTiming {
  let name: String
  let states: Int
  let seconds: Double
  let bounds: Bounds?

  var json: JSONValue {
    .object([
      "name": .string(name), "states": .integer(Int64(states)), "seconds": .number(String(format: "%.6f", seconds)),
      "complete": .bool(bounds?.isComplete ?? true),
    ])
  }

  var cells: [String] {
    [name, states == 0 ? "" : String(states), String(format: "%.3f", seconds)]
  }
}
