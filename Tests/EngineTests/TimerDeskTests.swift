import Casework
import CivilTime
import Engine
import Testing

@Suite struct TimerDeskTests {
  /// Sends itself an event every two hours, has a clock with two warnings, and a way on after a day.
  private static let pulse = """
    workflow: pulse
    title: Pulse
    calendar: office
    initial: beating
    clocks:
      promise: { limit: "days(10)", starts: beating, warn-at: [50%, 100%] }
    parties: { desk: { title: Desk, staff: true } }
    states:
      beating:
        entry: [send: { event: beat, delay: 2 hours, id: next }]
        after: { 24 hours: over }
        on: { beat: { actions: [send: { event: beat, delay: 2 hours, id: next }] } }
      over: { type: final }
    """

  @Test
  func `a parked timer is listed with its reason and its true due date, and fires when it is retried in vain or not`()
    async throws
  {
    let scheme = try await Scheme(Sketches.stuck)
    let desk = TimerDesk(store: scheme.store, library: Library(reader: scheme.reader))
    try await scheme.open(of: "stuck")
    try await scheme.pass(.seconds(5_400))
    let parked = try await desk.overdue(limit: 10)
    #expect(parked.map(\.timer) == ["one.after 1 hour"])
    #expect(parked.map(\.due) == [try .at("2026-01-05T10:00:00Z")])
    #expect(parked.map(\.lag) == [.seconds(1_800)])
    #expect(parked[0].parked?.isEmpty == false)
    #expect(parked[0].nextAttempt != nil)

    let before = try await scheme.journal()
    let inVain = try await desk.carryOut(Self.order(.retry), on: Scheme.caseID(1))
    #expect(inVain.timers.map(\.name) == ["one.after 1 hour"])
    #expect(inVain.timers[0].refusal == parked[0].parked)
    #expect(try await scheme.journal() == before)

    try await scheme.memory.transaction { try $0.keepCalendar(named: "office", text: "2032") }
    let done = try await desk.carryOut(Self.order(.retry), on: Scheme.caseID(1))
    #expect(done.timers.map(\.refusal) == [nil])
    #expect(done.record.states.contains("two"))
    #expect(done.record.parked == nil)
    let entry = try #require(try await scheme.journal().last)
    #expect(entry.kind == .retried && entry.name == "one.after 1 hour")
    #expect(entry.actor == Actor(role: "desk", name: "A. Person"))
    #expect(entry.input == ["reason": "because"])
    #expect(entry.due == (try .at("2026-01-05T10:00:00Z")))
    #expect(try await desk.overdue(limit: 10).isEmpty)
  }

  @Test func `a skipped timer passes without its step, and the case's other timers run on`() async throws {
    let scheme = try await Scheme(Sketches.stuck)
    let desk = TimerDesk(store: scheme.store, library: Library(reader: scheme.reader))
    try await scheme.open(of: "stuck")
    try await scheme.pass(.seconds(5_400))
    let skipped = try await desk.carryOut(Self.order(.skip), on: Scheme.caseID(1))
    #expect(skipped.timers.map(\.refusal) == [nil])
    #expect(try await desk.overdue(limit: 10).isEmpty)
    try await scheme.pass(.hours(1))
    #expect(try await scheme.record().states == ["one", "five"])
    #expect(try await scheme.journal().told.suffix(2) == ["skipped one.after 1 hour", "timer four.after 2 hours"])
  }

  @Test func `what repeats goes on after one turn is skipped, and ends when it is cancelled`() async throws {
    let scheme = try await Scheme(Self.pulse)
    let desk = TimerDesk(store: scheme.store, library: Library(reader: scheme.reader))
    try await scheme.open(of: "pulse")
    _ = try await desk.carryOut(Self.order(.skip, "next"), on: Scheme.caseID(1))
    #expect(try await scheme.record().nextDue == .at("2026-01-05T11:00:00Z"))
    try await scheme.pass(.hours(4))
    #expect(try await scheme.journal().told == ["opened pulse", "skipped next", "timer next"])
    _ = try await desk.carryOut(Self.order(.cancel, "next"), on: Scheme.caseID(1))
    try await scheme.pass(.hours(10))
    #expect(try await scheme.journal().told.suffix(1) == ["cancelled next"])
  }

  @Test func `of a clock one warning can be skipped, or all of them cancelled`() async throws {
    for (action, left) in [(TimerOrder.Action.skip, ["clock.promise.100%"]), (.cancel, [])] {
      let scheme = try await Scheme(Self.pulse)
      let library = Library(reader: scheme.reader)
      try await scheme.open(of: "pulse")
      _ = try await TimerDesk(store: scheme.store, library: library)
        .carryOut(Self.order(action, "clock.promise.50%"), on: Scheme.caseID(1))
      let id = Scheme.caseID(1)
      let names = try await scheme.store.transaction { transaction -> [String] in
        let record = try #require(try transaction.look(at: [id], for: []).cases.first)
        let workflow = try library.workflow(record.version, transaction)
        return try record.case(workflow).timers.map(workflow.timerName).filter { $0.hasPrefix("clock.") }
      }
      #expect(names == left)
    }
  }

  @Test func `an order wants a reason and a person of the staff, and says where nothing is meant`() async throws {
    let scheme = try await Scheme(Self.pulse)
    let desk = TimerDesk(store: scheme.store, library: Library(reader: scheme.reader))
    try await scheme.open(of: "pulse")
    #expect(try await desk.carryOut(Self.order(.cancel), on: Scheme.caseID(1)).timers.isEmpty)
    #expect(try await desk.carryOut(Self.order(.cancel, "nope"), on: Scheme.caseID(1)).timers.isEmpty)
    for order in [
      TimerDesk.Order(.cancel, timer: "next", reason: " ", actor: Actor(role: "desk")),
      TimerDesk.Order(.cancel, timer: "next", reason: "x", actor: Actor(role: "buyer")),
      TimerDesk.Order(.retry, timer: "next", reason: "it is not due", actor: Actor(role: "desk")),
    ] {
      #expect(try await desk.carryOut(order, on: Scheme.caseID(1)).timers.map(\.refusal) != [nil])
    }
    #expect(try await scheme.journal().count == 1)
    await #expect(throws: CaseFailure.self) { try await desk.carryOut(Self.order(.retry), on: Scheme.caseID(9)) }
  }

  private static func order(_ action: TimerOrder.Action, _ timer: String? = nil) -> TimerDesk.Order {
    TimerDesk.Order(action, timer: timer, reason: "because", actor: Actor(role: "desk", name: "A. Person"))
  }
}
