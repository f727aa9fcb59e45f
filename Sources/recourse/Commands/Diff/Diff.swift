import Analysis
import ArgumentParser
import Casework
import Engine
import JSON

/// `recourse diff`: what is different between two versions of a workflow, in plain English.
struct Diff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says in plain English everything in which two versions of a workflow differ.",
    discussion: """
      Each side is a path, or a deployed version: NAME for the one that new cases use, NAME@DIGITS for another. What may \
      harm somebody comes first. Ends with 1 where they differ, with 0 where they mean the same.

      Example: recourse diff supply-chain-concern Workflows/supply-chain-concern
      Example: recourse diff supply-chain-concern@5920e852 supply-chain-concern --format json
      """)

  @Argument(help: "The older version: a path, NAME or NAME@DIGITS.")
  var old: String

  @Argument(help: "The newer version: a path, NAME or NAME@DIGITS.")
  var new: String

  @Option(help: "text or json: one object.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let (from, to) = (WorkflowOperand(old), WorkflowOperand(new))
    let output: DifferenceOutput
    if from.needsDatabase || to.needsDatabase {
      output = try await database.withStore { store in
        DifferenceOutput(from: try await from.load(from: store), to: try await to.load(from: store))
      }
    } else {
      output = DifferenceOutput(from: try await from.load(from: nil), to: try await to.load(from: nil))
    }
    switch format {
    case .text: for line in output.lines { Shell.print(line) }
    case .json: Shell.print(JSONValue.object(output.json).serialized())
    }
    if !output.isSame { throw Answer.no() }
  }
}
