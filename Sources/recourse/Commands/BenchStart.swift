import ArgumentParser

/// `recourse bench start`.
struct BenchStart: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Measures the opening of cases, each durable before it is answered.",
    discussion: """
      Beside it, in the same minutes and on the same database, the floor: the same rows written by hand-made SQL, one \
      function call per transition, in a schema of its own that is dropped afterwards.

      Example: recourse bench start --cases 10000 --clients 64
      """)

  @OptionGroup var options: BenchOptions

  @Option(help: "How many ask at once.")
  var clients = 64

  func validate() throws {
    guard (1...64).contains(clients) else { throw ValidationError("--clients takes 1 to 64") }
    guard (1...options.cases).contains(options.rounds) else { throw ValidationError("--rounds takes 1 to --cases") }
  }

  func run() async throws {
    let benchmark = StartBenchmark(
      cases: options.cases, clients: clients, rounds: options.rounds, connections: options.connections)
    try await BenchDatabase.with(options.database, connections: options.connections, isForced: options.force) {
      try await benchmark.run(on: $0).print(options.format)
    }
  }
}
