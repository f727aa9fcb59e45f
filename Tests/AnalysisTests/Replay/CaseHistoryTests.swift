import Analysis
import Casework
import CivilTime
import JSON
import Testing
import WorkingTime

struct CaseHistoryTests {
  private static let ladder = """
    data: { urgent: { type: bool } }
    parties:
      desk: { title: Desk, staff: true }
      head: { title: Head, staff: true }
    longest-pause: 20 working days
    clocks: { promise: { limit: "months(2)", stops: [closed], warn-at: [50%] } }
    initial: with-desk
    states:
      with-desk: { owner: desk, within: { for: "data.urgent ? workingDays(2) : workingDays(8)" },
                   remind: [1 working days], otherwise: with-head, on: { done: { by: [desk], target: closed } } }
      with-head: { owner: head, within: 2 working days, otherwise: closed, on: { back: { by: [head], target: with-desk } } }
      closed: { type: final }
    """

  /// Everything of a case's life, with the case as it stood after each entry.
  private static func lived() throws -> (simulation: Simulation, told: [(entry: JournalEntry, case: Case)]) {
    let workflow = try Written.workflow(ladder)
    var simulation = try Written.simulation(of: workflow, data: ["urgent": false])
    var told = simulation.updates.map { ($0.entry, $0.case) }
    func note(_ simulation: Simulation) { told += simulation.updates.map { ($0.entry, $0.case) } }
    let desk = Actor(role: "desk", name: "okafor")
    try simulation.act(.note("a remark", isDisclosable: false), by: desk)
    note(simulation)
    try simulation.send("sing", data: ["loudly": true], by: desk)
    note(simulation)
    try simulation.send("sing", data: [:], by: desk)
    note(simulation)
    try simulation.pause(reason: "a holiday", by: desk)
    note(simulation)
    try simulation.advance(to: try #require(Instant(rfc3339: "2026-03-04T12:00:00Z")))
    try simulation.resume(by: desk)
    note(simulation)
    try simulation.act(
      .extend(DeadlineExtension(by: .workingDays(3), reason: "more to read", approver: "ames")), by: desk)
    note(simulation)
    try simulation.act(.declareInterest(person: "smith", reason: "a cousin"), by: desk)
    note(simulation)
    let holidays = [Holiday(try #require(CivilDate(iso8601: "2026-03-10")), "Tuesday off")]
    try simulation.change(
      calendar: WorkingCalendar(name: "office", years: 2026...2027, holidays: holidays), version: 2, keepsDates: true)
    note(simulation)
    try simulation.advance(to: try #require(Instant(rfc3339: "2026-03-23T12:00:00Z")))
    note(simulation)
    try simulation.send("back", data: nil, by: Actor(role: "head", name: "ito"))
    note(simulation)
    return (simulation, told)
  }

  private static func facts(_ simulation: Simulation) -> (JournalEntry, Workflow) -> Facts {
    { entry, _ in
      var facts = simulation.facts
      facts.now = entry.at
      if entry.revision < 9 { facts.calendar = Written.calendar }
      return facts
    }
  }

  @Test func `a case lived through again is at each entry what it was then`() throws {
    let (simulation, told) = try Self.lived()
    #expect(told.contains { $0.entry.kind == .timer })
    let recalculated = try #require(told.first { $0.entry.kind == .recalculated })
    #expect(recalculated.entry.revision == 9)
    let history = CaseHistory(of: simulation.case.id, told.map(\.entry))
    var seen = 0
    let last = try history.replay(in: simulation.workflow, given: Self.facts(simulation)) { moment in
      #expect(moment.entry == told[seen].entry)
      #expect(moment.update?.entry == told[seen].entry)
      #expect(moment.case == told[seen].case, "entry \(moment.entry.revision)")
      seen += 1
    }
    #expect(seen == told.count)
    #expect(last == simulation.case)
    let early = try history.replay(in: simulation.workflow, through: 4, given: Self.facts(simulation))
    #expect(early == told[3].case)
  }

  @Test func `what was erased can't be lived through again, unless it only told something`() throws {
    let (simulation, told) = try Self.lived()
    func erasing(_ revision: Int) -> CaseHistory {
      CaseHistory(
        of: simulation.case.id,
        told.map(\.entry).map { entry in
          guard entry.revision == revision else { return entry }
          return JournalEntry(
            revision: revision, at: entry.at, eventID: entry.eventID, kind: entry.kind, name: entry.name,
            actor: Actor(role: entry.actor.role), due: entry.due, payload: ["erased": true])
        })
    }
    let whole = try erasing(2).replay(in: simulation.workflow, given: Self.facts(simulation))
    #expect(whole == simulation.case)
    let gap = #expect(throws: HistoryGap.self) {
      try erasing(1).replay(in: simulation.workflow, given: Self.facts(simulation))
    }
    #expect(gap?.revision == 1)
  }

  @Test func `an entry that was written otherwise is found`() throws {
    let (simulation, told) = try Self.lived()
    let entries = told.map(\.entry).filter { $0.revision != 3 }
    let gap = #expect(throws: HistoryGap.self) {
      try CaseHistory(of: simulation.case.id, entries)
        .replay(in: simulation.workflow, given: Self.facts(simulation))
    }
    guard case .diverges(revision: 4)? = gap else {
      Issue.record("\(String(describing: gap))")
      return
    }
  }
}
