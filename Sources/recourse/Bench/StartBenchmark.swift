import Casework
import Engine

/// Cases opened by many at once, each answered when it is durable, beside the floor.
struct StartBenchmark {
  let cases: Int
  let clients: Int
  let rounds: Int
  let connections: Int

  func run(on database: BenchDatabase) async throws -> LoadReport {
    let bench = try await BenchCases.prepare(database)
    var requests: [CaseRequest] = []
    for _ in 0..<cases { requests.append(BenchWorkflow.opening(try RequestIdentity.event(nil), isLong: true)) }
    let asked = requests
    return try await Floor.with(database, cases: 0) { floor in
      let turns = PairedRounds(database: database, rounds: rounds)
      let (own, other) = try await turns.run(
        own: { round in
          let range = turns.range(round, of: cases)
          let queue = CaseQueue(service: bench.service)
          let taken = try await ClientLoad.run(range.count, clients: clients) { number in
            [try await ClientLoad.ask(asked[range.lowerBound + number], of: queue)]
          }
          return (taken.count, taken)
        },
        floor: { try await floor.open(turns.range($0, of: cases).count, clients: clients) })
      try await bench.with(asked.map(\.caseID)).require(1, of: .opened)
      try await Floor.requireTransitions(cases, database)
      return LoadReport(
        benchmark: "start",
        settings: [("cases", cases), ("clients", clients), ("connections", connections), ("rounds", rounds)],
        database: database.description, call: "an answer", measured: own, floor: other)
    }
  }
}
