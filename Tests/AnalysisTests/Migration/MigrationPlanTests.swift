import Analysis
import Casework
import JSON
import Testing
import WorkingTime

struct MigrationPlanTests {
  private static func ladder(
    first: String = "chase", second: String = "escalate", data: String = "", last: String = "closed", extra: String = ""
  ) -> String {
    """
    parties: { desk: { title: Desk, staff: true }, head: { title: Head, staff: true } }
    \(data)
    initial: \(first)
    states:
      \(first): { owner: desk, within: 5 working days, otherwise: \(second),
        on: { answer: { by: [desk], target: closed } } }
      \(second): { owner: head, within: 5 working days, otherwise: closed, on: { settle: { by: [head], target: closed } } }
      \(extra)
      closed: { type: final }
    """
  }

  @Test func `a state goes on as the one of its name, else as the only one that looks the same`() throws {
    let case1 = try Migrating(from: Self.ladder(), to: Self.ladder(first: "second-letter"))
    let plan = try case1.plan()
    #expect(plan.proposed == ["chase": "second-letter"] && plan.unmapped.isEmpty)
    let update = try case1.migrated()
    #expect(case1.to.chart.leaves(update.case.session) == ["second-letter"])
    #expect(update.entry.payload["states"] == ["second-letter"])
    #expect(update.entry.payload["map"] == ["chase": "second-letter"])
  }

  @Test func `where two states look the same nothing is proposed, and cases are refused until somebody says`() throws {
    let twin =
      "third: { owner: desk, within: 5 working days, otherwise: escalate, on: { answer: { by: [desk], target: closed } } }"
    let to = Self.ladder(first: "second", extra: twin).replacing(
      "settle:", with: "again: { by: [head], target: third }, settle:")
    let case1 = try Migrating(from: Self.ladder(), to: to)
    #expect(try case1.plan().unmapped == ["chase"])
    let refused = try case1.verdict()
    #expect(refused.update == nil && !refused.isDone(isNamed: true))
    #expect(refused.refusals.first?.contains("--map chase=STATE") == true, "\(refused.refusals)")
    let update = try case1.migrated(map: ["chase": "third"])
    #expect(case1.to.chart.leaves(update.case.session) == ["third"])
  }

  @Test func `what somebody says of states that are not there is refused at once`() throws {
    let case1 = try Migrating(from: Self.ladder(), to: Self.ladder(first: "second"))
    #expect(throws: MigrationPlanError.self) { try case1.plan(map: ["chese": "second"]) }
    #expect(throws: MigrationPlanError.self) { try case1.plan(map: ["chase": "secnd"]) }
    #expect(throws: MigrationPlanError.self) { try case1.plan(policies: ["second": .keep]) }
    #expect(throws: MigrationPlanError.self) { try MigrationPlan(from: case1.from, to: case1.from) }
  }

  @Test func `no case is put where none can wait`() throws {
    let inside = Self.ladder().replacing(
      "otherwise: closed, on:",
      with: "initial: one, states: { one: {}, two: {} }, otherwise: closed, on:")
    let case1 = try Migrating(from: Self.ladder(), to: inside)
    #expect(try case1.verdict(map: ["chase": "closed"]).refusals.first?.contains("no case can wait") == true)
    #expect(try case1.verdict(map: ["chase": "escalate"]).refusals.first?.contains("states inside") == true)
    #expect(case1.to.chart.leaves(try case1.migrated(map: ["chase": "two"]).case.session) == ["two"])
  }

  @Test func `data that the new version can't take, or requires and lacks, refuse the case with a reason`() throws {
    let before = "data: { amount: { type: int }, kind: { type: string } }"
    func verdict(_ after: String) throws -> MigrationVerdict {
      try Migrating(
        from: Self.ladder(data: before), to: Self.ladder(data: after), data: ["amount": 5, "kind": "late"]
      ).verdict()
    }
    let same = "amount: { type: int }, kind: { type: string }"
    let other = try verdict("data: { amount: { type: bool }, kind: { type: string } }")
    #expect(other.refusals == ["its data have a \"amount\" of another type than the new version's"])
    let choice = try verdict("data: { amount: { type: int }, kind: { type: string, one-of: [early] } }")
    #expect(choice.refusals == ["its \"kind\" is none of the new version's choices"])
    let required = try verdict("data: { \(same), buyer: { type: string, required: true } }")
    #expect(required.refusals == ["the new version requires \"buyer\", which it does not have"])
    let initial = try verdict("data: { \(same), rounds: { type: int, initial: 3 } }")
    #expect(initial.update?.case.session.data == [.int(5), .string("late"), .int(3)])
    let decimal = try verdict("data: { amount: { type: decimal }, kind: { type: string } }")
    #expect(decimal.refusals.isEmpty)
    let lost = try verdict("data: { amount: { type: int } }")
    #expect(lost.concerns.first?.contains("its \"kind\" would be lost") == true)
    #expect(!lost.isDone(isNamed: false) && lost.isDone(isNamed: true))
  }

  @Test func `a case that would be overdue at once is refused unless it is named`() throws {
    var case1 = try Migrating(
      from: Self.ladder(), to: Self.ladder().replacing("desk, within: 5", with: "desk, within: 2"))
    try case1.pass(to: "2026-03-05T10:00:00Z")
    #expect(try case1.verdict(.keep).concerns.isEmpty)
    let verdict = try case1.verdict(.reDerive)
    #expect(verdict.concerns == ["chase.within would be overdue at once: it was due on 2026-03-04"])
    #expect(!verdict.isDone(isNamed: false) && verdict.isDone(isNamed: true))
    #expect(verdict.after?.steps.first?.at == case1.simulation.facts.now)
  }

  @Test func `a case whose dates the new version's calendar does not reach is refused, named or not`() throws {
    let short = WorkingCalendar(name: "short", years: 2026...2026, holidays: [])
    let sends = Self.ladder().replacing(
      "chase: { owner: desk,",
      with: "chase: { owner: desk, entry: [ { send: { event: settle, id: later, delay: 250 working days } } ],")
    let long = Self.ladder().replacing("desk, within: 5", with: "desk, within: 250")
    for text in [sends, long] {
      let case1 = try Migrating(from: text, to: text.replacing("Head", with: "The head"))
      #expect(try case1.verdict().refusals.isEmpty)
      var facts = case1.simulation.facts
      let earlier = facts.calendar
      facts.calendar = short
      let verdict = try case1.plan().verdict(
        on: case1.simulation.case, event: EventID(UniqueID(high: 0x8000, low: 9)), by: Actor(role: "operator"),
        given: facts, earlier: earlier)
      #expect(verdict.refusals.first?.contains("to the end of 2026") == true, "\(verdict.refusals)")
      #expect(verdict.update == nil && !verdict.isDone(isNamed: true))
      // The other way round the case gets its date back, and the preview says why it had none.
      let back = try case1.plan().verdict(
        on: case1.simulation.case, event: EventID(UniqueID(high: 0x8000, low: 9)), by: Actor(role: "operator"),
        given: case1.simulation.facts, earlier: short)
      let date = try #require(back.dates.first { $0.problem != nil })
      #expect(date.before == nil && date.after != nil && date.problem?.contains("to the end of 2026") == true)
      #expect(back.update != nil)
    }
  }

  @Test func `where the new version lets no case rest, it goes on in the same step, which somebody has to allow`()
    throws
  {
    let to = Self.ladder().replacing(
      "chase: { owner: desk, within: 5 working days, otherwise: escalate,",
      with: "chase: { owner: desk, exit: [ { notify: { to: desk, template: hello } } ], always: escalate,")
    let case1 = try Migrating(from: Self.ladder(), to: to)
    let verdict = try case1.verdict()
    let update = try #require(verdict.update, "\(verdict.refusals)")
    #expect(case1.to.chart.leaves(update.case.session) == ["escalate"])
    #expect(update.effects.count == 1 && update.entry.payload["states"] == ["escalate"])
    #expect(try case1.dates(update) == ["escalate.within 2026-03-09T17:00:00Z"])
    let concern = try #require(verdict.concerns.first)
    #expect(concern.hasPrefix("it would go on at once to \"escalate\", and tell desk (hello)"), "\(concern)")
    #expect(!verdict.isDone(isNamed: false) && verdict.isDone(isNamed: true))
    #expect(verdict.after?.steps.map(\.timer) == ["escalate.within"])
    // What it did can't be taken back, so nothing is kept for that.
    #expect(update.entry.payload["went_on"] == true && update.entry.payload["was"] == nil)
    #expect(update.entry.payload["dates"]?[0]?["timer"] == "escalate.within")
  }

  @Test func `a case that would wait for ever is refused unless it is named`() throws {
    let to = Self.ladder().replacing("owner: desk, within: 5 working days, otherwise: escalate,", with: "owner: desk,")
    let verdict = try Migrating(from: Self.ladder(), to: to).verdict()
    #expect(verdict.concerns.first?.contains("wait for ever") == true, "\(verdict.concerns)")
    #expect(!verdict.isDone(isNamed: false))
    guard case .closes = verdict.before.end, case .waits? = verdict.after?.end else {
      Issue.record("the forecasts don't say so")
      return
    }
  }

  @Test func `what a history remembers goes along, or refuses the case`() throws {
    func text(_ inner: String) -> String {
      """
      parties: { desk: { title: Desk, staff: true } }
      initial: work
      states:
        work: { initial: one, within: 30 days, otherwise: closed, on: { rest: { by: [desk], target: rest } },
          states: { one: { on: { next: { by: [desk], target: \(inner) } } }, \(inner): {}, back: { type: history, target: one } } }
        rest: { owner: desk, within: 30 days, otherwise: closed, on: { go: { by: [desk], target: back } } }
        closed: { type: final }
      """
    }
    var case1 = try Migrating(from: text("two"), to: text("second"))
    let desk = Actor(role: "desk")
    for event in ["next", "rest"] { try case1.simulation.send(event, data: nil, by: desk) }
    #expect(try case1.plan().proposed == ["two": "second"])
    var facts = case1.simulation.facts
    facts.now = facts.now.advanced(bySeconds: 60)
    let back = try case1.to.step(
      case1.migrated().case,
      on: CaseEvent(id: EventID(UniqueID(high: 0x8000, low: 10)), kind: .named("go", data: nil), actor: desk),
      given: facts)
    #expect(case1.to.chart.leaves(back.case.session) == ["second"])
    var lost = try Migrating(
      from: text("two"), to: text("other").replacing("by: [desk], target: other", with: "target: other"))
    for event in ["next", "rest"] { try lost.simulation.send(event, data: nil, by: desk) }
    if try lost.plan().proposed.isEmpty {
      #expect(try lost.verdict().refusals.first?.contains("remembers") == true)
    }
  }

  @Test func `a closed case stays what it was`() throws {
    var case1 = try Migrating(from: Self.ladder(), to: Self.ladder(first: "second"))
    try case1.simulation.send("answer", data: nil, by: Actor(role: "desk"))
    #expect(try case1.verdict().refusals == ["the case is closed"])
  }
}
