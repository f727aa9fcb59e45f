import ArgumentParser

/// `recourse bench storm`: many timers due at once.
struct BenchStorm: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "storm", abstract: "Measures timers: those of all cases fall due at once, in each round anew.",
    discussion: """
      Needs a database whose clock may move. Beside it, in the same minute and on the same database, the floor: the same \
      rows written by hand-made SQL, one function call per transition, in a schema of its own that is dropped afterwards.

      Example: recourse bench storm --cases 20000
      """)

  @OptionGroup var options: BenchOptions

  @Option(help: "How many clients the floor has.")
  var clients = 8

  @Option(help: "How many fire timers at once.")
  var workers = 2

  func validate() throws {
    guard (1...64).contains(clients), (1...16).contains(workers) else {
      throw ValidationError("--clients takes 1 to 64, --workers 1 to 16")
    }
    guard (1...min(StormBenchmark.mostRounds, options.cases)).contains(options.rounds) else {
      throw ValidationError("--rounds takes 1 to \(StormBenchmark.mostRounds)")
    }
  }

  func run() async throws {
    let benchmark = StormBenchmark(
      cases: options.cases, clients: clients, workers: workers, rounds: options.rounds,
      connections: options.connections)
    try await BenchDatabase.with(options.database, connections: options.connections, isForced: options.force) {
      try await benchmark.run(on: $0).print(options.format)
    }
  }
}
