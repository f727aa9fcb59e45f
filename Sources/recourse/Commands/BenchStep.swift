import ArgumentParser
import Engine

/// `recourse bench step`: one person's event to each of many cases.
struct BenchStep: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step",
    abstract: "Measures people's steps: one event to each case, each durable before it is answered.",
    discussion: """
      Beside it, in the same minute and on the same database, the floor: the same rows written by hand-made SQL, one \
      function call per transition, in a schema of its own that is dropped afterwards.

      Example: recourse bench step --cases 20000 --clients 64
      """)

  @OptionGroup var options: BenchOptions

  @Option(help: "How many send at once.")
  var clients = 8

  @Option(help: "How many transactions the engine's queue may have under way at once.")
  var writers = EngineLimits.queueWriters

  @Flag(help: "Has the engine forget every case before each round: each step then begins with a look.")
  var cold = false

  func validate() throws {
    guard (1...64).contains(clients) else { throw ValidationError("--clients takes 1 to 64") }
    guard (1...16).contains(writers) else { throw ValidationError("--writers takes 1 to 16") }
    guard (1...options.cases).contains(options.rounds) else { throw ValidationError("--rounds takes 1 to --cases") }
  }

  func run() async throws {
    let benchmark = StepBenchmark(
      cases: options.cases, clients: clients, writers: writers, rounds: options.rounds,
      connections: options.connections, isCold: cold)
    try await BenchDatabase.with(options.database, connections: options.connections, isForced: options.force) {
      try await benchmark.run(on: $0).print(options.format)
    }
  }
}
