import Analysis
import Casework
import CivilTime
import JSON
import Testing

struct MigrationReversalTests {
  private static let before = """
    data: { kind: { type: string }, note: { type: string } }
    parties: { desk: { title: Desk, staff: true } }
    clocks: { promise: { limit: "months(2)", stops: [closed], warn-at: [50%] } }
    initial: chase
    states:
      chase: { owner: desk, within: 10 working days, remind: [2 working days], otherwise: closed,
        on: { answer: { by: [desk], target: closed } } }
      closed: { type: final }
    """
  private static let after =
    before.replacing("chase", with: "letter").replacing("note:", with: "remark:").replacing(
      "10 working", with: "8 working"
    )
    .replacing("months(2)", with: "months(1)")

  private static func entry(_ number: UInt64, _ kind: CaseEvent.Kind) -> CaseEvent {
    CaseEvent(id: EventID(UniqueID(high: 0x8000, low: number)), kind: kind, actor: Actor(role: "operator"))
  }

  @Test func `a migration that is taken back leaves the document as it was, byte for byte`() throws {
    var case1 = try Migrating(from: Self.before, to: Self.after, data: ["kind": "late", "note": "by hand"])
    try case1.pass(to: "2026-03-05T10:00:00Z")
    let was = CaseDocument.document(of: case1.simulation.case, case1.from)
    for policy in TimerPolicy.allCases {
      let update = try case1.migrated(policy)
      #expect(CaseDocument.document(of: update.case, case1.to) != was)
      let kept = try #require(update.entry.payload["was"]?.objectValue)
      // What both documents have is not kept twice.
      #expect(kept["data"]?.objectValue?.map(\.key) == ["note"], "\(kept)")
      let reversal = Self.entry(8, .takeBack(MigrationReversal(of: case1.to, was: kept)))
      let back = try case1.from.step(update.case, on: reversal, given: case1.simulation.facts)
      let document = JSONValue.object(CaseDocument.document(of: back.case, case1.from)).serialized()
      #expect(document == JSONValue.object(was).serialized(), "\(policy)")
      #expect(back.case.version == case1.from.digest && back.case.revision == update.case.revision + 1)
      #expect(back.entry.kind == .migrated && back.entry.name == "undo" && back.entry.payload["states"] == ["chase"])
    }
  }

  @Test func `a migrated case goes on as its forecast said`() throws {
    var case1 = try Migrating(from: Self.before, to: Self.after, data: ["kind": "late"])
    try case1.pass(to: "2026-03-03T10:00:00Z")
    for policy in TimerPolicy.allCases {
      let verdict = try case1.verdict(policy)
      var current = try #require(verdict.update).case
      var facts = case1.simulation.facts
      for step in try #require(verdict.after).steps {
        let next = try #require(try case1.to.timers(of: current, facts.calendar).first)
        facts.now = max(facts.now, next.due)
        current = try case1.to.step(
          current, on: Self.entry(UInt64(current.revision), .timer(sequence: next.timer.sequence)), given: facts
        ).case
        #expect(facts.now == step.at && case1.to.timerName(next.timer) == step.timer)
      }
      #expect(current.session.isDone)
    }
  }

  @Test(arguments: TimerPolicy.allCases)
  func `an explanation names the migration that moved a date, and still comes to the engine's`(_ policy: TimerPolicy)
    throws
  {
    var case1 = try Migrating(from: Self.before, to: Self.after, data: ["kind": "late"])
    var entries = case1.simulation.updates.map(\.entry)
    let desk = Actor(role: "desk", name: "okafor")
    try case1.pass(to: "2026-03-03T10:00:00Z")
    try case1.simulation.pause(reason: "papers", by: desk)
    entries += case1.simulation.updates.map(\.entry)
    try case1.pass(to: "2026-03-03T15:00:00Z")
    try case1.simulation.resume(by: desk)
    entries += case1.simulation.updates.map(\.entry)
    try case1.simulation.act(
      .extend(DeadlineExtension(by: .workingDays(2), reason: "more papers", approver: "ames")), by: desk)
    entries += case1.simulation.updates.map(\.entry)
    try case1.pass(to: "2026-03-05T10:00:00Z")
    entries += case1.simulation.updates.map(\.entry)
    let verdict = try case1.verdict(policy)
    let update = try #require(verdict.update, "\(verdict.refusals)")
    let facts = case1.simulation.facts
    let all = try CaseHistory(of: update.case.id, entries + [update.entry]).explanations(
      in: case1.to, versions: { _ in case1.from },
      given: { entry, _ in
        var facts = facts
        facts.now = entry.at
        return facts
      }, now: facts)
    for (timer, due) in try case1.to.timers(of: update.case, facts.calendar) {
      let own = try #require(all.first { $0.subject == .timer(timer.sequence) })
      #expect(own.due == due, "\(own.name)")
      let named = own.turns.contains { if case .migrated = $0.kind { true } else { false } }
      let moved = verdict.dates.contains { $0.timer == own.name && $0.before != nil && $0.before != $0.after }
      #expect(named == moved, "\(own.name) \(own.turns.map(\.kind))")
    }
  }

  @Test func `a case that was migrated and taken back is lived through again by the version of each moment`() throws {
    var case1 = try Migrating(from: Self.before, to: Self.after, data: ["kind": "late"])
    var told: [(entry: JournalEntry, case: Case)] = case1.simulation.updates.map { ($0.entry, $0.case) }
    try case1.pass(to: "2026-03-05T10:00:00Z")
    told += case1.simulation.updates.map { ($0.entry, $0.case) }
    var facts = case1.simulation.facts
    let migration = try case1.plan(.reDerive).migration
    let first = try case1.to.step(case1.simulation.case, on: Self.entry(8, .migrate(migration)), given: facts)
    let was = try #require(first.entry.payload["was"]?.objectValue)
    let back = try case1.from.step(
      first.case, on: Self.entry(9, .takeBack(MigrationReversal(of: case1.to, was: was))), given: facts)
    let again = try case1.to.step(back.case, on: Self.entry(10, .migrate(migration)), given: facts)
    facts.now = facts.now.advanced(bySeconds: 3_600)
    let answer = try case1.to.step(
      again.case, on: Self.entry(11, .named("answer", data: nil)), given: facts)
    told += [first, back, again, answer].map { ($0.entry, $0.case) }
    let history = CaseHistory(of: answer.case.id, told.map(\.entry))
    #expect(history.firstVersion == case1.from.digest)
    var seen = 0
    let last = try history.replay(in: case1.to, versions: { _ in case1.from }) { entry, _ in
      var facts = facts
      facts.now = entry.at
      return facts
    } _: { moment in
      #expect(moment.case == told[seen].case, "entry \(moment.entry.revision)")
      #expect(moment.workflow.digest == moment.case.version)
      seen += 1
    }
    #expect(last == answer.case && seen == told.count)
    #expect(throws: HistoryGap.self) {
      try history.replay(in: case1.to) { _, _ in facts }
    }
  }
}
