import Casework
import Engine

/// Whole cases, from opening to closing through five steps, by many clients at once: each takes a case and goes all the
/// way with it. Its ratio is whole cases to single transitions of the floor.
struct EscalationBenchmark {
  let cases: Int
  let clients: Int
  let rounds: Int
  let connections: Int

  func run(on database: BenchDatabase) async throws -> LoadReport {
    let bench = try await BenchCases.prepare(database)
    var requests: [CaseRequest] = []
    for _ in 0..<cases { requests.append(BenchWorkflow.opening(try RequestIdentity.event(nil), isLong: false)) }
    let asked = requests
    return try await Floor.with(database, cases: cases) { floor in
      let turns = PairedRounds(database: database, rounds: rounds)
      let (own, other) = try await turns.run(
        own: { round in
          let range = turns.range(round, of: cases)
          let queue = CaseQueue(service: bench.service)
          let taken = try await ClientLoad.run(range.count, clients: clients) { number in
            let opening = asked[range.lowerBound + number]
            var sum = try await ClientLoad.ask(opening, of: queue)
            for _ in 0..<BenchWorkflow.steps {
              sum += try await ClientLoad.ask(try BenchWorkflow.step(opening.caseID), of: queue)
            }
            return [sum]
          }
          return (taken.count * (BenchWorkflow.steps + 1), taken)
        },
        floor: { try await floor.run(turns.range($0, of: cases), clients: clients) })
      try await bench.with(asked.map(\.caseID)).require(BenchWorkflow.steps, of: .event)
      try await Floor.requireTransitions(cases, database)
      return LoadReport(
        benchmark: "escalation",
        settings: [("cases", cases), ("clients", clients), ("connections", connections), ("rounds", rounds)],
        database: database.description, call: "a whole case", measured: own, floor: other,
        transitionsPerUnit: BenchWorkflow.steps + 1)
    }
  }
}
