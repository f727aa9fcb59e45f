import Analysis
import Casework
import Testing

struct MigratedTimersTests {
  private static func rung(_ days: Int, remind: String = "", clocks: String = "") -> String {
    """
    parties: { desk: { title: Desk, staff: true } }
    longest-pause: 40 working days
    \(clocks)
    initial: with-desk
    states:
      with-desk: { owner: desk, within: \(days) working days, \(remind)otherwise: closed,
                   on: { done: { by: [desk], target: closed } } }
      closed: { type: final }
    """
  }

  private static let desk = Actor(role: "desk", name: "okafor")

  @Test func `a timer that is kept keeps its date, whatever the new version says`() throws {
    var case1 = try Migrating(from: Self.rung(10), to: Self.rung(8))
    try case1.pass(to: "2026-03-05T10:00:00Z")
    let update = try case1.migrated(.keep)
    #expect(try case1.dates(update) == ["with-desk.within 2026-03-16T17:00:00Z"])
    #expect(update.case.version == case1.to.digest && update.case.revision == 2)
    #expect(update.entry.kind == .migrated && update.entry.payload["timers"] == "keep")
    #expect(update.effects.isEmpty)
  }

  @Test func `a timer that restarts has all of the new length from now on`() throws {
    var case1 = try Migrating(from: Self.rung(10), to: Self.rung(8))
    try case1.pass(to: "2026-03-05T10:00:00Z")
    #expect(try case1.dates(case1.migrated(.restart)) == ["with-desk.within 2026-03-17T17:00:00Z"])
  }

  @Test func `a timer that is derived again counts the new length from where it began`() throws {
    var case1 = try Migrating(from: Self.rung(10), to: Self.rung(8))
    try case1.pass(to: "2026-03-05T10:00:00Z")
    let verdict = try case1.verdict(.reDerive)
    #expect(try case1.dates(#require(verdict.update)) == ["with-desk.within 2026-03-12T17:00:00Z"])
    #expect(
      verdict.dates.map { "\($0.timer) \($0.before?.rfc3339 ?? "") \($0.after?.rfc3339 ?? "")" } == [
        "with-desk.within 2026-03-16T17:00:00Z 2026-03-12T17:00:00Z"
      ])
  }

  @Test func `what a timer stood still stays out when it is derived again`() throws {
    var case1 = try Migrating(from: Self.rung(10), to: Self.rung(8))
    try case1.simulation.pause(reason: "files are missing", by: Self.desk)
    try case1.pass(to: "2026-03-05T10:00:00Z")
    let still = try case1.migrated(.reDerive)
    #expect(try case1.dates(still).isEmpty == false)
    #expect(try case1.dates(still).allSatisfy { $0.hasPrefix("pause ") })
    try case1.simulation.resume(by: Self.desk)
    // Eight working days end on 12 March; three stood still.
    #expect(try case1.dates(case1.migrated(.reDerive)) == ["with-desk.within 2026-03-17T17:00:00Z"])
    #expect(try case1.dates(case1.migrated(.keep)) == ["with-desk.within 2026-03-19T17:00:00Z"])
  }

  @Test func `each state may have a policy of its own`() throws {
    let case1 = try Migrating(from: Self.rung(10), to: Self.rung(8))
    let update = try case1.migrated(.keep, policies: ["with-desk": .reDerive])
    #expect(try case1.dates(update) == ["with-desk.within 2026-03-12T17:00:00Z"])
    #expect(update.entry.payload["timers_of"] == ["with-desk": "re-derive"])
  }

  @Test func `a reminder that has fired does not fire again, unless its state's timers restart`() throws {
    let remind = "remind: [1 working days, 5 working days], "
    var case1 = try Migrating(from: Self.rung(10, remind: remind), to: Self.rung(8, remind: remind))
    try case1.pass(to: "2026-03-04T10:00:00Z")
    for policy in [TimerPolicy.keep, .reDerive] {
      #expect(try case1.dates(case1.migrated(policy)).count == 2, "\(policy)")
      #expect(try case1.dates(case1.migrated(policy)).allSatisfy { !$0.hasPrefix("with-desk.remind.1 ") })
    }
    #expect(try case1.dates(case1.migrated(.restart)).first == "with-desk.remind.1 2026-03-05T17:00:00Z")
  }

  @Test func `a reminder is known by its length before its number`() throws {
    var case1 = try Migrating(
      from: Self.rung(10, remind: "remind: [1 working days, 5 working days], "),
      to: Self.rung(10, remind: "remind: [5 working days], "))
    try case1.pass(to: "2026-03-04T10:00:00Z")
    #expect(
      try case1.dates(case1.migrated()) == [
        "with-desk.remind.1 2026-03-09T17:00:00Z", "with-desk.within 2026-03-16T17:00:00Z",
      ])
  }

  @Test func `a timer that only the new version has begins now, or where its state was entered`() throws {
    var case1 = try Migrating(from: Self.rung(10), to: Self.rung(10, remind: "remind: [3 working days], "))
    try case1.pass(to: "2026-03-03T10:00:00Z")
    #expect(try case1.dates(case1.migrated(.keep)).first == "with-desk.remind.1 2026-03-06T17:00:00Z")
    let derived = try case1.migrated(.reDerive)
    #expect(try case1.dates(derived).first == "with-desk.remind.1 2026-03-05T17:00:00Z")
    #expect(derived.entry.payload["started"] == ["with-desk.remind.1"])
  }

  @Test func `a timer that only the earlier version has stops`() throws {
    let case1 = try Migrating(from: Self.rung(10, remind: "remind: [3 working days], "), to: Self.rung(10))
    let update = try case1.migrated()
    #expect(try case1.dates(update) == ["with-desk.within 2026-03-16T17:00:00Z"])
    #expect(update.entry.payload["stopped"] == ["with-desk.remind.1"])
  }

  @Test func `an event that was sent with a delay still comes`() throws {
    let text = """
      parties: { desk: { title: Desk, staff: true } }
      initial: a
      states:
        a: { owner: desk, entry: [ { send: { event: knock, delay: 3 days } } ], within: 5 days, otherwise: closed,
             on: { knock: { target: closed } } }
        closed: { type: final }
      """
    let case1 = try Migrating(from: text, to: text.replacing("5 days", with: "6 days"))
    let update = try case1.migrated(.restart)
    #expect(try case1.dates(update).count == 2)
    #expect(try case1.dates(update).first?.hasSuffix(" 2026-03-05T10:00:00Z") == true)
  }

  @Test func `a clock keeps its limit, begins anew, or is derived again from where it began`() throws {
    func clock(_ months: Int, _ warnings: String = "50%") -> String {
      "clocks: { promise: { limit: \"months(\(months))\", stops: [closed], warn-at: [\(warnings)] } }"
    }
    var case1 = try Migrating(from: Self.rung(90, clocks: clock(2)), to: Self.rung(90, clocks: clock(4)))
    try case1.pass(to: "2026-04-10T10:00:00Z")
    func limit(_ policy: TimerPolicy) throws -> String? {
      try case1.to.clockStatuses(
        of: case1.migrated(policy).case, at: case1.simulation.facts.now, case1.simulation.facts.calendar
      ).first?.limit?.rfc3339
    }
    #expect(try limit(.keep) == "2026-05-02T09:00:00Z")
    #expect(try limit(.reDerive) == "2026-07-02T09:00:00Z")
    #expect(try limit(.restart) == "2026-08-10T10:00:00Z")
    // Half of two months has been warned of; half of four lies ahead.
    #expect(try case1.dates(case1.migrated(.keep)).count == 1)
    #expect(try case1.dates(case1.migrated(.reDerive)).contains { $0.hasPrefix("clock.promise.50% 2026-05-02") })
    #expect(try case1.migrated(.restart).entry.payload["started"] == ["clock.promise.50%"])
    var added = try Migrating(from: Self.rung(90), to: Self.rung(90, clocks: clock(1)))
    try added.pass(to: "2026-03-10T10:00:00Z")
    #expect(try added.migrated(.keep).case.clocks["promise"]?.budget?.anchor == added.simulation.facts.now)
    #expect(try added.migrated(.reDerive).case.clocks["promise"]?.budget?.anchor == added.simulation.case.openedAt)
    let gone = try Migrating(from: Self.rung(90, clocks: clock(1)), to: Self.rung(90)).migrated()
    #expect(gone.case.clocks.isEmpty && gone.entry.payload["stopped"] == ["clock.promise.50%"])
  }

  @Test func `an approved extension stays when a timer is derived again, and goes when it restarts`() throws {
    var case1 = try Migrating(from: Self.rung(10), to: Self.rung(8))
    try case1.simulation.act(
      .extend(DeadlineExtension(by: .workingDays(2), reason: "files are large", approver: "ames")), by: Self.desk)
    #expect(try case1.dates(case1.migrated(.keep)) == ["with-desk.within 2026-03-18T17:00:00Z"])
    #expect(try case1.dates(case1.migrated(.reDerive)) == ["with-desk.within 2026-03-16T17:00:00Z"])
    #expect(try case1.dates(case1.migrated(.restart)) == ["with-desk.within 2026-03-12T17:00:00Z"])
  }
}
