import Analysis
import Casework
import CivilTime
import Testing
import WorkingTime

struct ExplanationTests {
  private static let text = """
    received: { cut-off: "17:00", after-cut-off: next working day }
    data: { urgent: { type: bool } }
    parties: { desk: { title: Desk, staff: true } }
    clocks: { promise: { limit: "months(2)", stops: [closed], warn-at: [50%] } }
    initial: with-desk
    states:
      with-desk: { owner: desk, within: { for: "data.urgent ? workingDays(2) : workingDays(8)" }, otherwise: closed }
      closed: { type: final }
    """

  /// A case that arrives on a Friday evening, and what it went through since.
  private struct Told {
    var simulation: Simulation
    var entries: [JournalEntry]

    init() throws {
      let facts = try Written.facts(at: "2026-03-27T18:00:00Z")
      simulation = try Written.simulation(of: try Written.workflow(text), data: ["urgent": false], facts: facts)
      entries = simulation.updates.map(\.entry)
    }

    mutating func go(to instant: String, _ body: (inout Simulation) throws -> Void) throws {
      try simulation.advance(to: try #require(Instant(rfc3339: instant)))
      try body(&simulation)
      entries += simulation.updates.map(\.entry)
    }

    func explained(_ name: String) throws -> Explanation {
      let facts = simulation.facts
      let all = try CaseHistory(of: simulation.case.id, entries).explanations(
        in: simulation.workflow,
        given: { entry, _ in
          var known = facts
          known.now = entry.at
          return known
        }, now: facts)
      return try #require(all.first { $0.name == name })
    }
  }

  private static let desk = Actor(role: "desk", name: "okafor")

  @Test func `what comes after the cut-off counts as the next working day's, and the days that are skipped have names`()
    throws
  {
    let explanation = try Told().explained("with-desk.within")
    #expect(explanation.start?.isLate == true)
    #expect(explanation.start?.entry.kind == .opened)
    #expect(explanation.start?.countsFrom.rfc3339 == "2026-03-30T08:00:00Z")
    #expect(explanation.rule.words == "8 working days, the day after counts as the first")
    #expect(explanation.rule.source == "data.urgent ? workingDays(2) : workingDays(8)")
    #expect(explanation.rule.data.map(\.field) == ["urgent"])
    #expect(explanation.rule.data.map(\.value) == [.bool(false)])
    #expect(explanation.count.closed.map(\.explanation).filter { $0 != "weekend" } == ["Good Friday", "Easter Monday"])
    #expect(explanation.count.closed.count { $0.reason == .weekend } == 4)
    #expect(explanation.due?.rfc3339 == "2026-04-13T16:00:00Z")
    #expect(explanation.turns.isEmpty)
  }

  @Test func `a pause is told in the length's measure, and an extension with its date`() throws {
    var told = try Told()
    try told.go(to: "2026-03-31T12:00:00Z") { simulation in
      try simulation.pause(reason: "papers", by: Self.desk)
    }
    let still = try told.explained("with-desk.within")
    #expect(still.due == nil && still.left == .seconds(60 * 60 * 60), "\(String(describing: still.left))")
    try told.go(to: "2026-04-02T12:00:00Z") { simulation in try simulation.resume(by: Self.desk) }
    try told.go(to: "2026-04-07T12:00:00Z") { simulation in
      try simulation.act(
        .extend(DeadlineExtension(by: .workingDays(2), reason: "more papers", approver: "ames")), by: Self.desk)
    }
    let explanation = try told.explained("with-desk.within")
    #expect(
      explanation.turns.map(\.kind) == [.stopped, .resumed(lost: .seconds(16 * 3_600)), .extended(by: .workingDays(2))])
    #expect(
      explanation.turns.map { $0.date?.rfc3339 } == [nil, "2026-04-15T16:00:00Z", "2026-04-17T16:00:00Z"])
    #expect(explanation.due?.rfc3339 == "2026-04-17T16:00:00Z")
  }

  @Test func `a warning is told as a part of its clock's limit`() throws {
    let told = try Told()
    #expect(try told.explained("clock.promise.50%").rule.words == "50% of 2 months")
    let clock = try told.explained("clock promise")
    #expect(clock.rule.words == "2 months")
    #expect(clock.due?.rfc3339 == "2026-05-27T17:00:00Z")
  }

  @Test func `without its history a date is still the engine's, and says nothing of its start`() throws {
    let simulation = try Told().simulation
    let all = try Explanation.withoutHistory(of: simulation.case, in: simulation.workflow, simulation.facts)
    let timers = try simulation.timers()
    #expect(all.count == timers.count + 1)
    for (timer, due) in timers {
      let own = all.first { $0.subject == .timer(timer.sequence) }
      #expect(own?.due == due && own?.start == nil)
    }
  }
}
