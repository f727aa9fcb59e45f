import ArgumentParser

/// `recourse bench`: how fast it is here, always beside what the machine could do at best.
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures this build on this machine.",
    discussion: "Example: recourse bench step --cases 20000 --clients 64",
    subcommands: [
      BenchCore.self, BenchCheck.self, BenchStart.self, BenchStep.self, BenchEscalation.self, BenchStorm.self,
      BenchTimers.self, BenchWeb.self,
    ])
}
