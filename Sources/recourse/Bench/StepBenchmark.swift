import Casework
import Engine

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
  /// Whether the engine forgets every case before each round, so that each step begins with a look.
  var isCold = false

  func run(on database: BenchDatabase) async throws -> LoadReport {
    let opened = try await BenchCases.open(database, cases)
    return try await Floor.with(database, cases: cases) { floor in
      let turns = PairedRounds(database: database, rounds: rounds)
      let (own, other) = try await turns.run(
        before: { _ in if isCold { opened.service.memory.forget() } },
        own: { try await send(to: turns.range($0, of: cases), opened) },
        floor: { try await floor.run(turns.range($0, of: cases), clients: clients) })
      try await opened.require(1, of: .event)
      try await Floor.requireTransitions(cases, database)
      return LoadReport(
        benchmark: "step",
        settings: [
          ("cases", cases), ("clients", clients), ("writers", writers), ("connections", connections),
          ("rounds", rounds), ("from_memory", isCold ? 0 : min(cases, EngineLimits.rememberedCases)),
        ],
        database: database.description, call: "an answer", measured: own, floor: other)
    }
  }

  private func send(
    to range: Range<Int>, _ opened: BenchCases
  ) async throws -> (transitions: Int, nanoseconds: [UInt64]) {
    let (queue, ids) = (CaseQueue(service: opened.service, writers: writers), opened.ids)
    let taken = try await ClientLoad.run(range.count, clients: clients) { number in
      [try await ClientLoad.ask(try BenchWorkflow.step(ids[range.lowerBound + number]), of: queue)]
    }
    return (taken.count, taken)
  }
}
