import Casework
import Engine
import Postgres
import PostgresStore

/// The timers of many cases due at once, as after a night's downtime, beside the floor.
struct StormBenchmark {
  let cases: Int
  /// Of the floor.
  let clients: Int
  /// That fire timers at once.
  let workers: Int
  let rounds: Int
  let connections: Int

  /// A case has only so many timers before it ends.
  static let mostRounds = BenchWorkflow.steps - 1

  func run(on database: BenchDatabase) async throws -> LoadReport {
    guard try await database.store.clock().mayMove else {
      throw Answer.no(
        "recourse: the clock of this database may not move: name one that was made with --movable-clock, or none")
    }
    let opened = try await BenchCases.open(database, cases)
    let floor = try await Floor.make(database, cases: cases)
    do {
      var own = LoadMeter(database, schema: "recourse")
      var other = LoadMeter(database, schema: Floor.schema)
      try await database.settle("recourse")
      try await database.settle(Floor.schema)
      for round in 0..<rounds {
        let range = cases * round / rounds..<cases * (round + 1) / rounds
        try await database.store.moveClock(by: .seconds(86_400 * (BenchWorkflow.timerDays + 1)))
        if round.isMultiple(of: 2) { try await other.measure { try await floor.run(range, clients: clients) } }
        try await own.measure { try await fire(opened.service) }
        if !round.isMultiple(of: 2) { try await other.measure { try await floor.run(range, clients: clients) } }
      }
      try await opened.require(rounds, of: .timer)
      try await Floor.requireTransitions(cases, database)
      try await Floor.drop(database)
      return LoadReport(
        benchmark: "storm",
        settings: [
          ("cases", cases), ("workers", workers), ("clients", clients), ("connections", connections),
          ("rounds", rounds),
        ], database: database.description, call: "a batch (of a call)", measured: LoadResult(own.rounds),
        floor: LoadResult(other.rounds))
    } catch {
      try? await Floor.drop(database)
      throw error
    }
  }

  /// Fires until nothing is due.
  private func fire(_ service: CaseService) async throws -> (transitions: Int, nanoseconds: [UInt64]) {
    let timers = TimerService(store: service.store, library: service.library)
    let results = try await withThrowingTaskGroup(of: (Int, [UInt64]).self) { group in
      for _ in 0..<workers {
        group.addTask {
          var fired = 0
          var taken: [UInt64] = []
          while true {
            let start = ContinuousClock.now
            let claimed = try await timers.fireDue()
            guard claimed > 0 else { return (fired, taken) }
            fired += claimed
            taken.append(LatencyClock.nanoseconds(since: start))
          }
        }
      }
      return try await group.reduce(into: (0, [])) { sum, one in sum = (sum.0 + one.0, sum.1 + one.1) }
    }
    return (results.0, results.1)
  }
}
