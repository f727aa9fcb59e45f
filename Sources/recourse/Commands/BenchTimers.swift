import ArgumentParser

/// `recourse bench timers`: how late timers fire while very many wait.
struct BenchTimers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timers",
    abstract: "Measures how late timers fire while very many wait, and what a resting worker costs.",
    discussion: """
      Needs a database whose clock may move. Steps are measured beside the floor with ten thousand cases and with all.

      Example: recourse bench timers --pending 1000000
      """)

  @Option(help: "How many timers wait that are due in a year or more.")
  var pending = 1_000_000

  @Option(help: "How many fall due while they are watched, 200 a second.")
  var watched = 2_000

  @Option(help: "How many send steps at once where their cost is taken.")
  var clients = 8

  @OptionGroup var options: BenchOptions

  func validate() throws {
    guard (0...20_000_000).contains(pending), (1...100_000).contains(watched), (1...64).contains(clients),
      (1...100).contains(options.rounds)
    else {
      throw ValidationError(
        "--pending takes up to 20000000, --watched 1 to 100000, --clients 1 to 64, --rounds 1 to 100")
    }
  }

  func run() async throws {
    let benchmark = TimersBenchmark(
      pending: pending, cases: watched, clients: clients, rounds: options.rounds, connections: options.connections)
    try await BenchDatabase.with(options.database, connections: options.connections, isForced: options.force) {
      try await benchmark.run(on: $0).print(options.format)
    }
  }
}
