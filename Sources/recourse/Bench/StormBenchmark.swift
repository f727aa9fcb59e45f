import Casework
import Engine
import JSON
import Postgres
import PostgresStore

/// The timers of many cases due at once, as after a night's downtime, beside the floor; a few people go on working
/// meanwhile.
struct StormBenchmark {
  let cases: Int
  /// Of the floor.
  let clients: Int
  /// That fire timers at once.
  let workers: Int
  let rounds: Int
  let connections: Int

  /// A case has only so many timers before it ends.
  static let mostRounds = BenchWorkflow.longSteps - 1
  /// How many people work meanwhile, and how long each rests after an answer.
  static let people = 2
  static let rest = Duration.milliseconds(20)
  private static let peoplesCases = 100

  func run(on database: BenchDatabase) async throws -> LoadReport {
    guard try await database.store.clock().mayMove else {
      throw Answer.no(
        "recourse: the clock of this database may not move: name one that was made with --movable-clock, or none")
    }
    let opened = try await BenchCases.open(database, cases)
    return try await Floor.with(database, cases: cases) { floor in
      let turns = PairedRounds(database: database, rounds: rounds)
      var interactive: [UInt64] = []
      // Opened after the clock was moved, so that no timer of theirs takes part in the storm.
      var fresh = opened.with([])
      let (own, other) = try await turns.run(
        before: { _ in
          try await database.store.moveClock(by: .seconds(86_400 * (BenchWorkflow.timerDays + 1)))
          fresh = try await BenchCases.open(database, Self.peoplesCases)
        },
        own: { _ in
          let people = Task { [fresh] in try await Self.work(on: fresh) }
          do {
            let result = try await fire(opened.service)
            people.cancel()
            interactive += try await people.value
            return result
          } catch {
            people.cancel()
            throw error
          }
        },
        floor: { try await floor.run(turns.range($0, of: cases), clients: clients) })
      try await opened.require(rounds, of: .timer)
      try await Floor.requireTransitions(cases, database)
      let sorted = interactive.sorted()
      let p99 = sorted.isEmpty ? Double.nan : Double(sorted[sorted.count * 99 / 100]) / 1e6
      return LoadReport(
        benchmark: "storm",
        settings: [
          ("cases", cases), ("workers", workers), ("clients", clients), ("connections", connections),
          ("rounds", rounds),
        ], database: database.description, call: "a batch (of a call)", measured: own, floor: other,
        remarks: [
          ("interactive_steps", .integer(Int64(sorted.count))),
          ("interactive_p99_ms", LoadResult.number(p99, places: 2)),
          ("fired_before_longer_overdue", .integer(Int64(try await Self.overtaking(database)))),
        ])
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

  /// People press buttons, each with a rest after each answer, until the storm is over.
  private static func work(on cases: BenchCases) async throws -> [UInt64] {
    let queue = CaseQueue(service: cases.service)
    let next = Counter()
    return try await withThrowingTaskGroup(of: [UInt64].self) { group in
      for _ in 0..<people {
        group.addTask {
          var taken: [UInt64] = []
          while !Task.isCancelled {
            let number = next.next()
            guard number < cases.ids.count * (BenchWorkflow.longSteps - 1) else { return taken }
            taken.append(
              try await ClientLoad.ask(try BenchWorkflow.step(cases.ids[number % cases.ids.count]), of: queue))
            try? await Task.sleep(for: rest)
          }
          return taken
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }

  /// How many timers were fired although one in an earlier transaction had been due after them: at most what the other
  /// workers had in hand.
  private static func overtaking(_ database: BenchDatabase) async throws -> Int {
    try await database.pool.query(
      Statement(
        "bench-order",
        """
        SELECT count(*) FROM (
          SELECT due_at, max(due_at) OVER (
            ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND '1 microsecond'::interval PRECEDING) AS before
          FROM recourse.journal WHERE kind = 'timer'
        ) AS fired WHERE due_at < before
        """)
    ) { try $0.int(0) }[0]
  }
}
