import Casework
import CivilTime
import Engine
import JSON
import Postgres
import PostgresStore
import TestKit
import Testing
import WorkflowFiles
import WorkingTime

/// Many timers that are due at once, and what must be true of them afterwards.
enum Storm {
  /// Cases kept in one transaction while the storm is prepared.
  private static let set = 1_000

  /// Keeps cases whose only timer falls due at instants of its own, and moves the clock past them all.
  static func prepare(_ settings: ConnectionSettings, count: Int) async throws {
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

  /// Each timer has fired once, at its true date, and closed its case; nothing else has happened.
  static func check(_ settings: ConnectionSettings, count: Int) async throws {
    try await checkTimers(settings, count: count, cases: count)
    #expect(try await TestDatabase.column(.runningTimers, of: settings) == ["0"])
  }

  /// The same where other cases were opened meanwhile.
  ///
  /// - Parameter cases: how many there are in all.
  static func checkTimers(_ settings: ConnectionSettings, count: Int, cases: Int) async throws {
    #expect(try await TestDatabase.column(.timerCount, of: settings) == ["\(count)"])
    #expect(try await TestDatabase.column(.openedCount, of: settings) == ["\(cases)"])
    #expect(try await TestDatabase.column(.firedCases, of: settings) == ["\(count)"])
    #expect(try await TestDatabase.column(.trueDueDates, of: settings) == ["\(count)"])
    #expect(try await TestDatabase.column(.closedCases, of: settings) == ["\(count)"])
    #expect(try await TestDatabase.column(.otherKinds, of: settings) == [])
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
  fileprivate static let openedCount = Statement(
    "opened-count", "SELECT count(*)::text FROM recourse.journal WHERE kind = 'opened'")
  fileprivate static let closedCases = Statement(
    "closed-cases", "SELECT count(*)::text FROM recourse.cases WHERE closed_at IS NOT NULL AND states = '{over}'")
  fileprivate static let runningTimers = Statement("running-timers", "SELECT count(*)::text FROM recourse.timers")
  fileprivate static let otherKinds = Statement(
    "other-kinds", "SELECT DISTINCT kind FROM recourse.journal WHERE kind NOT IN ('opened', 'timer')")
}
