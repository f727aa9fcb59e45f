import ArgumentParser

/// What the benchmarks with a database have in common.
struct BenchOptions: ParsableArguments {
  @Option(
    help: """
      A PostgreSQL connection string of a database for measuring; the cases stay in it. Without it a private cluster is \
      made and thrown away.
      """)
  var database: String?

  @Option(help: "How many cases.")
  var cases = 6_000

  @Option(help: "Rounds, each beside a round of the floor; the median is told.")
  var rounds = 5

  @Option(help: "Connections of the engine.")
  var connections = 8

  @Flag(help: "Measures even where real cases are kept.")
  var force = false

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func validate() throws {
    guard (1...1_000_000).contains(cases), (1...16).contains(connections) else {
      throw ValidationError("--cases takes 1 to 1000000, --connections 1 to 16")
    }
  }
}
