import Casework
import CivilTime
import Engine
import Foundation
import JSON
import Postgres
import PostgresStore
import TestKit
import Testing
import WorkflowFiles
import WorkingTime

@testable import recourse

@Suite(.timeLimit(.minutes(5))) struct StormProcessTests {
  /// Timers that are due at once.
  private static let count = 20_000
  /// Cases kept in one transaction while the storm is prepared.
  private static let set = 1_000

  @Test func `two workers, one of them killed midway, fire every one of many timers exactly once`() async throws {
    let settings = try await TestDatabase.new()
    try await Self.prepare(settings)
    let folder = try TemporaryFolder()
    let watch = try await JournalWatch(settings)
    let work = ["work", "--database", settings.connectionString, "--mail", folder.path + "/mail"]
    let (victim, survivor) = (try Program.start(work), try Program.start(work))
    try await watch.untilTimers(Self.count / 5)
    victim.signal(SIGKILL)
    #expect(try await victim.end.status == 128 + SIGKILL)
    let whenKilled = Int(try await TestDatabase.column(.timerCount, of: settings)[0]) ?? 0
    #expect(whenKilled < Self.count, "the storm was over before the worker was killed")
    try await watch.untilTimers(Self.count)
    survivor.signal(SIGTERM)
    #expect(try await survivor.end.status == 0)

    #expect(try await TestDatabase.column(.timerCount, of: settings) == ["\(Self.count)"])
    #expect(try await TestDatabase.column(.firedCases, of: settings) == ["\(Self.count)"])
    #expect(try await TestDatabase.column(.trueDueDates, of: settings) == ["\(Self.count)"])
    #expect(try await TestDatabase.column(.closedCases, of: settings) == ["\(Self.count)"])
    #expect(try await TestDatabase.column(.runningTimers, of: settings) == ["0"])
    #expect(try await TestDatabase.column(.otherKinds, of: settings) == [])
  }

  /// Keeps cases whose only timer falls due at instants of its own, and moves the clock past them all.
  private static func prepare(_ settings: ConnectionSettings) async throws {
    let source = WorkflowSource(
      file: "workflow.yaml",
      text: """
        workflow: storm
        title: Storm
        initial: waiting
        states:
          waiting: { after: { 1 hour: over } }
          over: { type: final }
        """)
    let workflow = try #require(WorkflowReader.read(source).workflow)
    let bundle = WorkflowBundle(name: workflow.name, source: source)
    let store = try await PostgresStore.open(settings, connections: 1)
    let calendars = try ["england-and-wales"].map {
      (name: $0, text: try Checkout.text(of: "Workflows/calendars/\($0).json"))
    }
    try await store.transaction { transaction in
      try transaction.deploy(bundle)
      for (name, text) in calendars { try transaction.keepCalendar(named: name, text: text) }
    }
    let now = try await store.clock().now
    let calendar = WorkingCalendar(name: "office", years: 2026...2026, holidays: [])
    for number in 0..<count / set {
      let facts = Facts(now: now.advanced(bySeconds: Int64(number)), calendar: calendar, directory: Directory())
      let writes = try (0..<set).map { try write(number * set + $0, workflow, facts) }
      let outcomes = try await store.transaction { try $0.write(writes) }
      #expect(outcomes.allSatisfy { $0 == .written })
    }
    try await store.moveClock(by: .seconds(7_200))
    await store.close()
  }

  private static func write(_ number: Int, _ workflow: Workflow, _ facts: Facts) throws -> CaseWrite {
    let id = UniqueID(at: facts.now, random: (UInt64(number) << 3, UInt64(number)))
    let event = CaseEvent(id: EventID(id), kind: .open([:]), actor: .engine)
    return try CaseWrite(workflow.open(CaseID(id), on: event, given: facts), workflow, facts, after: nil)
  }
}

extension Statement {
  fileprivate static let firedCases = Statement(
    "fired-cases", "SELECT count(DISTINCT case_id)::text FROM recourse.journal WHERE kind = 'timer'")
  fileprivate static let trueDueDates = Statement(
    "true-due-dates",
    """
    SELECT count(*)::text FROM recourse.journal fired JOIN recourse.journal opened USING (case_id)
    WHERE fired.kind = 'timer' AND opened.kind = 'opened' AND fired.due_at = opened.at + interval '1 hour'
    """)
  fileprivate static let closedCases = Statement(
    "closed-cases", "SELECT count(*)::text FROM recourse.cases WHERE closed_at IS NOT NULL AND states = '{over}'")
  fileprivate static let runningTimers = Statement("running-timers", "SELECT count(*)::text FROM recourse.timers")
  fileprivate static let otherKinds = Statement(
    "other-kinds", "SELECT DISTINCT kind FROM recourse.journal WHERE kind NOT IN ('opened', 'timer')")
}
