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
      harm somebody comes first. With a database it also says what the newer version would mean for open cases of the \
      older one. Ends with 1 where they differ, with 0 where they mean the same, and with 2 where one of them can't be read.

      Example: recourse diff supply-chain-concern Workflows/supply-chain-concern --cases
      Example: recourse diff supply-chain-concern@5920e852 supply-chain-concern --format json
      """)

  @Argument(help: "The older version: a path, NAME or NAME@DIGITS.")
  var old: String

  @Argument(help: "The newer version: a path, NAME or NAME@DIGITS.")
  var new: String

  @Flag(help: "Lists each open case that would feel it, with its dates.")
  var cases = false

  @Option(help: "text or json: one object.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let (from, to) = (WorkflowOperand(old), WorkflowOperand(new))
    // Two files can be compared without starting a database.
    let asksDatabase = from.needsDatabase || to.needsDatabase || database.database != nil || database.directory != nil
    let isSame: Bool
    if asksDatabase {
      isSame = try await database.withStore { store in
        let output = try await Self.compare(from, to, in: store)
        try await show(output, store)
        return output.isSame
      }
    } else {
      let output = try await Self.compare(from, to, in: nil)
      try await show(output, nil)
      isSame = output.isSame
    }
    if !isSame { throw Answer.no() }
  }

  /// - Throws: `Answer` where one of them can't be read, which is no difference.
  private static func compare(
    _ old: WorkflowOperand, _ new: WorkflowOperand, in store: (any Store)?
  ) async throws -> DifferenceOutput {
    do {
      return DifferenceOutput(from: try await old.load(from: store), to: try await new.load(from: store))
    } catch let answer as Answer where answer.status == 1 {
      throw Answer(status: 2, message: answer.message)
    }
  }

  private func show(_ output: DifferenceOutput, _ store: (any Store)?) async throws {
    switch format {
    case .text: try await output.print(effectIn: store, listsCases: cases)
    case .json:
      let json = try await output.json(effectIn: store, listsCases: cases)
      Shell.print(JSONValue.object(json).serialized())
    }
  }
}
