import ArgumentParser
import JSON

/// `recourse bench web`: pages and the interface.
struct BenchWeb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "web",
    abstract: "Measures pages and calls of the interface on many cases, beside the queries that they ask.",
    discussion: """
      Each is asked over HTTP by one visitor alone and by many at once; then the very statements that one answer sends \
      are sent bare, over as many connections. A ratio of 1 would be a page that costs nothing beside its queries.

      Example: recourse bench web --cases 100000 --clients 8
      """)

  @Option(help: "A PostgreSQL connection string of a database for measuring; without it a private cluster.")
  var database: String?

  @Option(help: "How many cases there are.")
  var cases = 100_000

  @Option(help: "Visitors at once.")
  var clients = 8

  @Option(help: "Answers of each page in a round.")
  var requests = 100

  @Option(help: "Rounds, each beside a round of the queries; the median is told.")
  var rounds = 5

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func validate() throws {
    guard (10...1_000_000).contains(cases), (1...16).contains(clients), (1...100_000).contains(requests),
      (1...99).contains(rounds)
    else { throw ValidationError("--cases takes 10 to 1000000, --clients 1 to 16, --requests and --rounds 1 or more") }
    // Three calls of the interface are measured, and one account may make 3,000 a minute.
    guard requests * rounds <= 800 else {
      throw ValidationError("--requests times --rounds is 800 at most: the interface refuses whoever asks more often")
    }
  }

  func run() async throws {
    let benchmark = WebBenchmark(cases: cases, clients: clients, requests: requests, rounds: rounds)
    let figures = try await BenchDatabase.with(database, connections: clients, isForced: true) {
      try await benchmark.run(on: $0)
    }
    switch format {
    case .json: for figure in figures { Shell.print(JSONValue.object(figure.json).serialized()) }
    case .text:
      Shell.print("web: cases \(cases), clients \(clients), requests \(requests), rounds \(rounds)")
      for line in Shell.table([PageFigures.heads] + figures.map(\.row)) { Shell.print(line) }
      Shell.print("peak memory \(ProcessTimes.ownPeakBytes() >> 20) MiB, visitors and cases' opening included")
    }
  }
}
