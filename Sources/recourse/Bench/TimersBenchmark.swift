import Casework
import CivilTime
import Engine
import Foundation
import JSON
import Logging
import Postgres
import PostgresStore

/// How late timers fire while very many wait, what a resting worker costs, and what a step costs then.
///
/// The many are rows made by SQL, due in a year or more. Those that are watched are opened one after the other; the
/// clock is then moved to just before the first of them falls due, so that they fall due as far apart as they were
/// opened.
struct TimersBenchmark {
  let pending: Int
  /// How many fall due while they are watched.
  let cases: Int
  let clients: Int
  let rounds: Int
  let connections: Int

  /// How far apart the watched timers are.
  static let spacing = Duration.milliseconds(5)
  /// How many wait when the first costs are taken.
  static let few = 10_000
  /// How long the resting worker is watched.
  static let idleSeconds = 10
  private static let stepsOfCost = 1_000

  func run(on database: BenchDatabase) async throws -> TimersReport {
    guard try await database.store.clock().mayMove else {
      throw Answer.no(
        "recourse: the clock of this database may not move: name one that was made with --movable-clock, or none")
    }
    let watched = try await openApart(database)
    try await fill(database, upTo: min(pending, Self.few))
    let atFew = try await cost(database)
    try await fill(database, upTo: pending)
    let atMany = try await cost(database)
    // What the steps wanted sent is out of the way before anybody looks how idle a worker is.
    try await Self.worker(on: database.store).drain()
    let idle = try await Self.idleShare(database)
    let lateness = try await fire(watched, database)
    return TimersReport(
      pending: pending, cases: cases, clients: clients, rounds: rounds, database: database.description,
      lateness: lateness, idleShare: idle, few: atFew, many: atMany)
  }

  private func openApart(_ database: BenchDatabase) async throws -> BenchCases {
    let bench = try await BenchCases.prepare(database)
    var ids: [CaseID] = []
    let start = ContinuousClock.now
    for number in 0..<cases {
      try await Task.sleep(until: start + Self.spacing * number, clock: .continuous)
      let request = BenchWorkflow.opening(try RequestIdentity.event(nil), isLong: true)
      ids.append(try await bench.service.handle(request).record.id)
    }
    return bench.with(ids)
  }

  /// Has so many more cases wait, each a copy of a real one.
  private func fill(_ database: BenchDatabase, upTo count: Int) async throws {
    let there = try await database.pool.query(
      Statement("bench-fillers", "SELECT count(*) FROM recourse.cases WHERE assignee = 'bench-filler'")
    ) { try $0.int(0) }[0]
    for first in stride(from: there + 1, through: count, by: 50_000) {
      _ = try await database.pool.query(
        Statement(
          "bench-fill",
          """
          WITH model AS MATERIALIZED (
            SELECT * FROM recourse.cases WHERE closed_at IS NULL AND assignee IS NULL LIMIT 1
          ), made AS (
            INSERT INTO recourse.cases (case_id, opened_at, reference, workflow, version, assignee, due_at, revision,
              owner, states, head, document)
            SELECT ('01800000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, m.opened_at, 'F' || n, m.workflow,
              m.version, 'bench-filler', m.opened_at + interval '400 days' + n * interval '1 second', m.revision,
              m.owner, m.states, m.head, m.document
            FROM model m, generate_series($1::integer, $2::integer) AS n
            RETURNING due_at, case_id
          )
          INSERT INTO recourse.timers (due_at, case_id) SELECT due_at, case_id FROM made
          """), [.integer(Int64(first)), .integer(Int64(min(first + 49_999, count)))]
      ) { _ in 0 }
    }
  }

  /// What steps cost with as many cases as there are, beside the floor.
  private func cost(_ database: BenchDatabase) async throws -> LoadReport {
    try await StepBenchmark(
      cases: Self.stepsOfCost * rounds, clients: clients, writers: EngineLimits.queueWriters, rounds: rounds,
      connections: connections
    ).run(on: database)
  }

  /// The share of one processor that a worker with nothing to do takes, its server's part included.
  private static func idleShare(_ database: BenchDatabase) async throws -> Double? {
    guard let server = database.server, let before = ProcessTimes.seconds(ofServer: server) else { return nil }
    let own = ProcessTimes.ownSeconds()
    let worker = Task { [store = database.store] in try await Self.worker(on: store).run() }
    try await Task.sleep(for: .seconds(idleSeconds))
    worker.cancel()
    try await worker.value
    guard let after = ProcessTimes.seconds(ofServer: server) else { return nil }
    return (ProcessTimes.ownSeconds() - own + after - before) / Double(idleSeconds)
  }

  /// Fires the watched timers as they fall due; how late each was, in nanoseconds.
  private func fire(_ watched: BenchCases, _ database: BenchDatabase) async throws -> [UInt64] {
    try await database.settle("recourse")
    let opened = try await database.pool.query(
      Statement("bench-first-due", "SELECT due_at FROM recourse.cases WHERE case_id = $1"),
      [.text(watched.ids[0].description)]
    ) { try $0.timestamp(0) }[0]
    // As if by chance: a second before the first of them.
    try await database.store.moveClock(to: Instant(seconds: opened / 1_000_000 - 1))
    let worker = Task { [store = database.store] in try await Self.worker(on: store).run() }
    try await Task.sleep(for: Self.spacing * cases + .seconds(4))
    worker.cancel()
    try await worker.value
    try await watched.require(1, of: .timer)
    return try await database.pool.query(
      Statement(
        "bench-lateness",
        """
        SELECT (extract(epoch FROM at - due_at) * 1000000)::bigint FROM recourse.journal
        WHERE kind = 'timer' AND case_id = ANY ($1::uuid[])
        """), [.texts(watched.ids.map(\.description))]
    ) { UInt64(max(0, try $0.int64(0))) * 1_000 }
  }

  private static func worker(on store: PostgresStore) -> Worker {
    Worker(
      timers: TimerService(store: store, library: Library(reader: FileDefinitionReader())),
      outbox: OutboxService(store: store, senders: [.message: Nowhere()]),
      logger: Logger(label: "recourse.bench", factory: { _ in SwiftLogNoOpLogHandler() }))
  }

  /// Takes every message.
  private struct Nowhere: Sender {
    func send(_ item: OutboxItem) async throws(DeliveryError) {}
  }
}
