import Casework
import Engine
import JSON
import PostgresStore

/// One person's event to each of many cases, each answered when it is durable, beside the floor.
///
/// They go through the queue of the engine, as the requests of a server do.
struct StepBenchmark {
  let cases: Int
  let clients: Int
  /// Transactions of the queue that may be under way at once.
  let writers: Int
  let rounds: Int
  let connections: Int

  func run(on database: BenchDatabase) async throws -> LoadReport {
    let opened = try await BenchCases.open(database, cases)
    let floor = try await Floor.make(database, cases: cases)
    do {
      var own = LoadMeter(database, schema: "recourse")
      var other = LoadMeter(database, schema: Floor.schema)
      try await database.settle("recourse")
      try await database.settle(Floor.schema)
      for round in 0..<rounds {
        let range = cases * round / rounds..<cases * (round + 1) / rounds
        // In turns, so that neither always comes first.
        if round.isMultiple(of: 2) { try await other.measure { try await floor.run(range, clients: clients) } }
        try await own.measure { try await send(to: range, opened) }
        if !round.isMultiple(of: 2) { try await other.measure { try await floor.run(range, clients: clients) } }
      }
      try await opened.require(1, of: .event)
      try await Floor.requireTransitions(cases, database)
      try await Floor.drop(database)
      return LoadReport(
        benchmark: "step",
        settings: [
          ("cases", cases), ("clients", clients), ("writers", writers), ("connections", connections),
          ("rounds", rounds),
        ],
        database: database.description, call: "an answer", measured: LoadResult(own.rounds),
        floor: LoadResult(other.rounds))
    } catch {
      try? await Floor.drop(database)
      throw error
    }
  }

  private func send(to range: Range<Int>, _ opened: BenchCases) async throws -> (
    transitions: Int, nanoseconds: [UInt64]
  ) {
    let (queue, ids, next) = (CaseQueue(service: opened.service, writers: writers), opened.ids, Counter())
    let taken = try await withThrowingTaskGroup(of: [UInt64].self) { group in
      for _ in 0..<min(clients, range.count) {
        group.addTask {
          var taken: [UInt64] = []
          while true {
            let number = range.lowerBound + next.next()
            guard number < range.upperBound else { return taken }
            let start = ContinuousClock.now
            let answer = try await queue.handle(
              CaseRequest(
                caseID: ids[number], eventID: try RequestIdentity.event(nil),
                action: .send(event: BenchWorkflow.event, data: .object(BenchWorkflow.input)),
                actor: Actor(role: BenchWorkflow.role, name: "bench")))
            taken.append(LatencyClock.nanoseconds(since: start))
            guard !answer.isRepetition else { throw Answer(status: 70, message: "recourse: an event was known before") }
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    return (taken.count, taken)
  }
}
