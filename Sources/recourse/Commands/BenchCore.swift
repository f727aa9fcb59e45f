import ArgumentParser
import JSON

/// `recourse bench core`: what needs no database.
struct BenchCore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "core",
    abstract: "Measures steps, guards, deadlines, documents, messages and checks, without a database.",
    discussion: "Example: recourse bench core --format json")

  @Option(help: "Rounds of each measurement, of which the fastest and the median are told.")
  var rounds = 7

  @Option(help: "How long a round lasts, in milliseconds.")
  var milliseconds = 100

  @Option(help: "Only measurements whose name contains this.")
  var only: String?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func validate() throws {
    guard (1...1_000).contains(rounds), (1...60_000).contains(milliseconds) else {
      throw ValidationError("--rounds takes 1 to 1000, --milliseconds 1 to 60000")
    }
  }

  func run() throws {
    var stopwatch = Stopwatch(rounds: rounds, milliseconds: milliseconds, only: only)
    try CoreMeasurements(&stopwatch)
    switch format {
    case .json: Shell.print(JSONValue.object(["results": .array(stopwatch.timings.map(\.json))]).serialized())
    case .text:
      let head = ["", "median", "fastest", "a second"]
      for line in Shell.table([head] + stopwatch.timings.map(\.cells)) { Shell.print(line) }
    }
  }
}
