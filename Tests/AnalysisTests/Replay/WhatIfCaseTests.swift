import Analysis
import Casework
import CivilTime
import JSON
import Testing
import WorkingTime

struct WhatIfCaseTests {
  private static func ladder(_ days: Int, head: Int = 3, remind: Int = 2, clock: String = "workingDays(20)") -> String {
    """
    data: { note: { type: string } }
    parties: { desk: { title: Desk, staff: true }, head: { title: Head, staff: true } }
    longest-pause: 30 working days
    clocks: { promise: { limit: "\(clock)", stops: [closed], warn-at: [50%] } }
    initial: with-desk
    states:
      with-desk: { owner: desk, entry: [ { notify: { to: desk, template: hello } } ], within: \(days) working days,
        remind: [\(remind) working days],
        otherwise: with-head, on: { answer: { by: [desk], form: [note], target: closed } } }
      with-head: { owner: head, within: \(head) working days, otherwise: closed,
        on: { settle: { by: [head], target: closed }, back: { by: [head], target: with-desk } } }
      closed: { type: final }
    """
  }

  private static let desk = Actor(role: "desk", name: "okafor")
  private static let now = "2026-06-01T10:00:00Z"

  /// What happened in a case, and by what it can be lived through.
  private struct Past {
    let workflow: Workflow
    var told: [JournalEntry]
    var simulation: Simulation

    init(_ text: String) throws {
      workflow = try Written.workflow(text)
      var facts = try Written.facts()
      facts.enforcesRoles = true
      simulation = try Written.simulation(of: workflow, facts: facts)
      told = simulation.updates.map(\.entry)
    }

    mutating func pass(to instant: String) throws {
      try simulation.advance(to: try #require(Instant(rfc3339: instant)))
      told += simulation.updates.map(\.entry)
    }

    mutating func send(_ event: String, by actor: Actor = WhatIfCaseTests.desk) throws {
      try simulation.send(event, data: nil, by: actor)
      told += simulation.updates.map(\.entry)
    }

    var rules: ReplayRules {
      ReplayRules(
        versions: [workflow.digest: workflow],
        calendars: [
          "office": [ReplayRules.Period(from: Instant(seconds: 0), calendar: Written.calendar)]
        ], directories: [])
    }

    func compared(_ change: (inout ReplayRules) throws -> Void) throws -> RunComparison {
      var others = rules
      try change(&others)
      let one = WhatIfCase(
        of: CaseHistory(of: Written.id, told), in: workflow.name, version: workflow.digest,
        isOpen: !simulation.case.session.isDone, now: simulation.facts.now, by: rules,
        and: others)
      guard case .compared(let comparison, let otherwise) = one.outcome else {
        throw Unknown(outcome: "\(one.outcome)")
      }
      #expect(otherwise == nil, "\(otherwise ?? "")")
      return comparison
    }

    func compared(with text: String) throws -> RunComparison {
      let changed = try Written.workflow(text)
      return try compared { $0.workflow = changed }
    }
  }

  private struct Unknown: Error { let outcome: String }

  private static func moves(_ comparison: RunComparison) -> [String] {
    comparison.moved.map { "\($0.timer) \($0.before.rfc3339.prefix(10)) \($0.after.rfc3339.prefix(10))" }
  }

  @Test func `without a change nothing is said, whatever happened`() throws {
    var past = try Past(Self.ladder(10))
    try past.pass(to: "2026-03-05T12:00:00Z")
    try past.simulation.pause(reason: "files are missing", by: Self.desk)
    past.told += past.simulation.updates.map(\.entry)
    try past.pass(to: "2026-03-10T12:00:00Z")
    try past.simulation.resume(by: Self.desk)
    past.told += past.simulation.updates.map(\.entry)
    try past.send("settle", by: Actor(role: "head"))
    try past.simulation.act(
      .extend(DeadlineExtension(by: .workingDays(2), reason: "files are large", approver: "ames")), by: Self.desk)
    past.told += past.simulation.updates.map(\.entry)
    try past.pass(to: "2026-03-27T12:00:00Z")
    try past.send("back", by: Actor(role: "head"))
    let open = try past.compared { _ in }
    #expect(open.isEmpty, "\(open)")
    #expect(try past.compared(with: Self.ladder(10)).isEmpty)
    try past.pass(to: "2026-04-09T12:00:00Z")
    try past.send("answer")
    #expect(past.simulation.case.session.isDone)
    #expect(try past.compared { _ in }.isEmpty)
    #expect(try past.compared(with: Self.ladder(10)).isEmpty)
    #expect(past.told.count { $0.kind == .timer } > 2)
  }

  @Test func `a shorter deadline moves its date, and what would have been too late no longer counts`() throws {
    var past = try Past(Self.ladder(10))
    try past.pass(to: "2026-03-13T12:00:00Z")
    try past.send("answer")
    let comparison = try past.compared(with: Self.ladder(8))
    #expect(Self.moves(comparison) == ["with-desk.within 2026-03-16 2026-03-12"])
    #expect(comparison.moved.first?.workingDays == -2)
    #expect(comparison.begun == ["with-head.within"])
    #expect(comparison.lostActs.map(\.name) == ["answer"])
    #expect(comparison.lostActs.first?.reason == "\"with-head\" has no use for it")
    #expect(comparison.end?.before?.closedAt?.rfc3339 == "2026-03-13T12:00:00Z")
    #expect(comparison.end?.after?.closedAt?.rfc3339 == "2026-03-17T17:00:00Z")
  }

  @Test func `a longer deadline loses an escalation and the messages that went with it`() throws {
    var past = try Past(Self.ladder(5))
    try past.pass(to: "2026-03-10T12:00:00Z")
    try past.send("back", by: Actor(role: "head"))
    try past.pass(to: "2026-03-11T12:00:00Z")
    try past.send("answer")
    let comparison = try past.compared(with: Self.ladder(9))
    // Nobody escalated, so nobody gave it back: one greeting in place of two.
    #expect(comparison.messages["hello"]?.before == 2 && comparison.messages["hello"]?.after == 1)
    #expect(comparison.lostActs.map(\.name) == ["back"])
    #expect(comparison.ended.contains("with-head.within"))
    #expect(comparison.end == nil)
  }

  @Test func `breaches of a clock are gained and lost`() throws {
    var past = try Past(Self.ladder(10))
    try past.pass(to: "2026-03-13T12:00:00Z")
    try past.send("answer")
    let gained = try past.compared(with: Self.ladder(10, clock: "workingDays(5)"))
    #expect(gained.breachesGained == ["promise"] && gained.breachesLost.isEmpty)
    #expect(Self.moves(gained).contains("clock.promise 2026-03-30 2026-03-09"))
    var late = try Past(Self.ladder(10, clock: "workingDays(5)"))
    try late.pass(to: "2026-03-13T12:00:00Z")
    try late.send("answer")
    let lost = try late.compared(with: Self.ladder(10))
    #expect(lost.breachesLost == ["promise"] && lost.breachesGained.isEmpty)
  }

  @Test func `an open case goes on without anybody, so that its future dates count as well`() throws {
    let past = try Past(Self.ladder(10))
    let comparison = try past.compared(with: Self.ladder(10, head: 6))
    #expect(Self.moves(comparison) == ["with-head.within 2026-03-19 2026-03-24"])
    #expect(comparison.lostActs.isEmpty && comparison.end != nil)
  }

  @Test func `another calendar moves the dates that its holidays lie before`() throws {
    let past = try Past(Self.ladder(5))
    let holiday = try #require(CivilDate(iso8601: "2026-03-04"))
    let comparison = try past.compared { rules in
      rules.calendars["office"] = [
        ReplayRules.Period(
          from: Instant(seconds: 0),
          calendar: WorkingCalendar(name: "office", years: 2026...2027, holidays: [Holiday(holiday, "Gala")]))
      ]
      rules.areCalendarsMadeUp = true
    }
    #expect(Self.moves(comparison).contains("with-desk.within 2026-03-09 2026-03-10"))
  }

  @Test func `a deadline that the calendar reaches no more is told with the reason, and so is a pause`() throws {
    let far = Self.ladder(10, head: 230)
    var past = try Past(far)
    try past.pass(to: "2026-04-03T12:00:00Z")
    let later = try #require(Instant(rfc3339: "2026-03-25T00:00:00Z"))
    let short = WorkingCalendar(name: "office", years: 2026...2026, holidays: Written.calendar.holidays)
    let comparison = try past.compared { rules in
      rules.calendars["office", default: []].append(ReplayRules.Period(from: later, calendar: short))
    }
    #expect(comparison.undated.map(\.timer) == ["with-head.within"])
    #expect(comparison.undated.first?.reason.contains("to the end of 2026") == true)
    #expect(!comparison.ended.contains("with-head.within") && !comparison.isEmpty)
    var paused = try Past(Self.ladder(10))
    try paused.simulation.pause(reason: "files are missing", by: Self.desk)
    paused.told += paused.simulation.updates.map(\.entry)
    let endless = try paused.compared(
      with: Self.ladder(10).replacing("longest-pause: 30", with: "longest-pause: 900"))
    #expect(endless.lostActs.map(\.name) == ["pause"])
    #expect(endless.lostActs.first?.reason.contains("2027") == true, "\(endless.lostActs)")
  }

  @Test func `a role that may no longer do what it did is named with the reason`() throws {
    var past = try Past(Self.ladder(10))
    try past.pass(to: "2026-03-05T12:00:00Z")
    try past.send("answer")
    let comparison = try past.compared(
      with: Self.ladder(10).replacing("answer: { by: [desk]", with: "answer: { by: [head]"))
    #expect(comparison.lostActs.map(\.name) == ["answer"])
    #expect(comparison.lostActs.first?.reason.contains("head") == true, "\(comparison.lostActs)")
  }

  @Test func `a case that could not have been opened says so`() throws {
    let past = try Past(Self.ladder(10))
    let comparison = try past.compared(
      with: Self.ladder(10).replacing("note: { type: string }", with: "note: { type: string, required: true }"))
    #expect(comparison.lostActs.map(\.name) == ["open"])
    #expect(comparison.end?.before != nil && comparison.end?.after == nil)
  }

  @Test func `a timer that fired late, or not at all, is told as recorded otherwise`() throws {
    var past = try Past(Self.ladder(5))
    try past.pass(to: "2026-03-10T12:00:00Z")
    let late = past.told.map { entry in
      JournalEntry(
        revision: entry.revision, at: entry.at, eventID: entry.eventID, kind: entry.kind, name: entry.name,
        actor: entry.actor, due: entry.due?.advanced(bySeconds: 86_400), payload: entry.payload)
    }
    let now = try #require(Instant(rfc3339: Self.now))
    for entries in [late, past.told.filter { $0.kind != .timer }] {
      let history = CaseHistory(of: Written.id, entries)
      let run = try CaseRun(of: history, version: past.workflow.digest, now: now, by: past.rules)
      #expect(run.otherwiseThanRecorded(history, now: now) != nil)
    }
  }

  @Test func `a case whose history was erased is unknown, and so is one of a missing version`() throws {
    var past = try Past(Self.ladder(10))
    try past.pass(to: "2026-03-05T12:00:00Z")
    try past.send("answer")
    let erased = past.told.map { entry in
      JournalEntry(
        revision: entry.revision, at: entry.at, eventID: entry.eventID, kind: entry.kind, name: entry.name,
        actor: Actor(role: entry.actor.role), due: entry.due, payload: ["erased": true])
    }
    let now = try #require(Instant(rfc3339: Self.now))
    var none = past.rules
    none.versions = [:]
    for (entries, rules) in [(erased, past.rules), (past.told, none)] {
      let one = WhatIfCase(
        of: CaseHistory(of: Written.id, entries), in: "w", version: past.workflow.digest, isOpen: false, now: now,
        by: rules, and: rules)
      guard case .unknown = one.outcome else {
        Issue.record("it is compared: \(one.outcome)")
        continue
      }
    }
  }

  @Test func `the sums count every case once, and its messages by template`() throws {
    var past = try Past(Self.ladder(10))
    try past.pass(to: "2026-03-13T12:00:00Z")
    try past.send("answer")
    var others = past.rules
    others.workflow = try Written.workflow(Self.ladder(8))
    let now = try #require(Instant(rfc3339: Self.now))
    var summary = WhatIfSummary()
    for rules in [past.rules, others] {
      summary.add(
        WhatIfCase(
          of: CaseHistory(of: Written.id, past.told), in: "w", version: past.workflow.digest, isOpen: false, now: now,
          by: past.rules, and: rules))
    }
    #expect(summary.cases == 2 && summary.changed == 1 && summary.openCases == 0)
    #expect(summary.datesEarlier == 1 && summary.datesLater == 0 && summary.movedBy == [-2: 1])
    #expect(summary.lostActs == ["answer": 1] && summary.casesWithLostActs == 1 && summary.endLater == 1)
    #expect(summary.messages["hello"]?.before == 2 && summary.messages["hello"]?.after == 2)
  }
}
