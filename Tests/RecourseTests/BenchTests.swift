import EmbeddedPostgres
import Postgres
import PostgresStore
import Testing
import WorkflowFiles

@testable import recourse

@Suite struct BenchTests {
  /// On a cluster of tests: what is tested is that the work is done, never how fast.
  private static func withDatabase(_ body: (BenchDatabase) async throws -> Void) async throws {
    let server = try await EmbeddedPostgres.temporary()
    try await BenchDatabase.with(server.settings.connectionString, connections: 2, isForced: false, body)
    await server.stop()
  }

  @Test func `the step benchmark makes one step of each case, and leaves no floor behind`() async throws {
    try await Self.withDatabase { database in
      let report = try await StepBenchmark(cases: 25, clients: 4, writers: 2, rounds: 2, connections: 2).run(
        on: database)
      #expect(report.measured.rates.count == 2)
      #expect(report.floor.rates.count == 2)
      #expect(report.ratio > 0)
      let schemas = try await database.pool.query(
        Statement("test-schemas", "SELECT nspname::text FROM pg_namespace WHERE nspname IN ('recourse', 'bench_floor')")
      ) { try $0.string(0) }
      #expect(schemas == ["recourse"])
      let events = try await database.pool.query(
        Statement("test-events", "SELECT count(*) FROM recourse.journal WHERE kind = 'event'")
      ) { try $0.int(0) }
      #expect(events == [25])
    }
  }

  @Test func `the storm benchmark fires every timer once in each round`() async throws {
    try await Self.withDatabase { database in
      _ = try await StormBenchmark(cases: 30, clients: 2, workers: 2, rounds: 3, connections: 2).run(on: database)
      let counts = try await database.pool.query(
        Statement(
          "test-timers",
          """
          SELECT fired, count(*) FROM (
            SELECT count(*) AS fired FROM recourse.journal WHERE kind = 'timer' GROUP BY case_id) c
          WHERE fired > 2 GROUP BY fired
          """)
      ) { "\(try $0.int(0)) by \(try $0.int(1))" }
      // The cases that people work on meanwhile come one round later.
      #expect(counts == ["3 by 30"])
    }
  }

  @Test func `a database with real cases is not measured on`() async throws {
    let server = try await EmbeddedPostgres.temporary()
    let url = server.settings.connectionString
    try await BenchDatabase.with(url, connections: 1, isForced: false) { database in
      _ = try await BenchCases.open(database, 1)
      try await database.pool.run(Script(named: "test", text: "UPDATE recourse.cases SET workflow = 'real'"))
    }
    await #expect(throws: Answer.self) {
      try await BenchDatabase.with(url, connections: 1, isForced: false) { _ in }
    }
    try await BenchDatabase.with(url, connections: 1, isForced: true) { _ in }
    await server.stop()
  }

  @Test func `a figure about work that was not done is refused`() async throws {
    try await Self.withDatabase { database in
      let cases = try await BenchCases.open(database, 3)
      try await cases.require(1, of: .opened)
      await #expect(throws: Answer.self) { try await cases.require(1, of: .event) }
    }
  }

  @Test func `the core is measured on the shipped workflow and a large one that checks well`() throws {
    var stopwatch = Stopwatch(rounds: 1, milliseconds: 1, only: "a")
    try CoreMeasurements(&stopwatch)
    #expect(stopwatch.timings.count > 20)
    #expect(stopwatch.timings.allSatisfy { $0.median > 0 && $0.fastest <= $0.median })
    let reading = WorkflowReader.read(GeneratedWorkflow.source(states: 60))
    #expect(WorkflowCheck.findings(of: reading).filter { $0.severity != .note }.map(\.description) == [])
  }
}
