import Casework
import CivilTime
import Testing

@Suite struct DeadlineTests {
  private let ladder = """
    received: { cut-off: "17:00", after-cut-off: next working day }
    parties: { desk: { title: Desk, staff: true } }
    initial: a
    states:
      a:
        on: { go: { by: [desk], target: b } }
      b:
        owner: desk
        within: 2 working days
        otherwise: c
      c:
        owner: desk
        within: 2 working days
        otherwise: d
        on: { call: { by: [desk], target: e } }
      d: {}
      e: { after: { 2 working hours: d } }
    """

  @Test(arguments: [
    ("2026-03-02T16:59:59Z", "2026-03-04T17:00:00Z"), ("2026-03-02T17:00:00Z", "2026-03-05T17:00:00Z"),
    ("2026-03-02T23:30:00Z", "2026-03-05T17:00:00Z"), ("2026-03-07T12:00:00Z", "2026-03-11T17:00:00Z"),
    ("2026-04-02T16:30:00Z", "2026-04-09T16:00:00Z"), ("2026-04-02T15:30:00Z", "2026-04-08T16:00:00Z"),
  ])
  func `what people send after the cut-off counts as the next working day's`(_ sent: String, _ due: String) throws {
    var play = try Play(ladder)
    try play.at(sent)
    try play.send("go")
    #expect(try play.timers == ["b.within \(due)"])
  }

  @Test func `a deadline that passes at the end of the day gives the next one no day more`() throws {
    var play = try Play(ladder)
    try play.send("go")
    try play.at("2026-03-04T17:00:00Z")
    #expect(play.states == ["c"])
    #expect(try play.timers == ["c.within 2026-03-06T17:00:00Z"])
  }

  @Test func `hours count from when something happened, whatever the cut-off`() throws {
    var play = try Play(ladder)
    try play.send("go")
    try play.at("2026-03-04T17:00:00Z")
    try play.at("2026-03-05T16:00:00Z")
    try play.send("call")
    #expect(try play.timers == ["e.after 2 working hours 2026-03-06T10:00:00Z"])
  }

  @Test func `opening a case at night counts as the next working day's`() throws {
    let text = ladder.replacing("initial: a", with: "initial: b")
    #expect(try Play(text, start: "2026-03-02T22:00:00Z").timers == ["b.within 2026-03-05T17:00:00Z"])
  }

  @Test(arguments: [
    ("following", "2026-03-04T17:00:00Z"), ("beginning-with", "2026-03-03T17:00:00Z"),
    ("clear", "2026-03-05T17:00:00Z"),
  ])
  func `a workflow says how its working days are counted`(_ rule: String, _ due: String) throws {
    var play = try Play("count: \(rule)\n" + ladder)
    try play.send("go")
    #expect(try play.timers == ["b.within \(due)"])
  }

  @Test func `reminders go to the owner before the deadline, in order, and end with the state`() throws {
    var play = try Play(
      """
      parties: { desk: { title: Desk, staff: true } }
      initial: waiting
      states:
        waiting:
          owner: desk
          within: 5 working days
          remind: [2 working days, 4 working days]
          otherwise: late
          on: { done: { by: [desk], target: late } }
        late: {}
      """)
    #expect(
      try play.timers == [
        "waiting.remind.1 2026-03-04T17:00:00Z", "waiting.remind.2 2026-03-06T17:00:00Z",
        "waiting.within 2026-03-09T17:00:00Z",
      ])
    try play.at("2026-03-04T17:00:00Z")
    #expect(play.messages.map(\.party) == ["desk"])
    #expect(play.messages.first?.body.contains("By Monday 9 March 2026.") == true)
    #expect(play.states == ["waiting"])
    try play.send("done")
    #expect(try play.timers.isEmpty)
    #expect(play.entries.first?.payload["stopped"] == ["waiting.within", "waiting.remind.2"])
  }

  @Test func `silence takes the deadline's transition, and the owner got every reminder`() throws {
    var play = try Play(
      """
      parties: { desk: { title: Desk, staff: true } }
      initial: waiting
      states:
        waiting: { owner: desk, within: 3 days, remind: [1 days, 2 days], otherwise: late }
        late: {}
      """)
    try play.at("2026-03-05T10:00:00Z")
    #expect(play.entries.map(\.name) == ["waiting.remind.1", "waiting.remind.2", "waiting.within"])
    #expect(play.messages.count == 2)
    #expect(play.states == ["late"])
  }

  @Test func `a date past the calendar's last year refuses the step, and nothing has changed`() throws {
    var play = try Play(ladder.replacing("within: 2 working days", with: "within: 600 working days"))
    let before = play.simulation.case
    #expect(play.refusal(of: "go")?.contains("2027") == true)
    #expect(play.simulation.case == before)
  }

  @Test func `a case that answers itself without end is refused, and nothing has changed`() throws {
    var play = try Play(
      """
      parties: { desk: { title: Desk, staff: true } }
      initial: a
      states:
        a:
          on:
            go: { by: [desk], target: b }
            spin: { by: [desk], actions: [send: { event: spun }] }
            spun: { actions: [send: { event: spun }] }
        b: { always: c }
        c: { always: b }
      """)
    let before = play.simulation.case
    #expect(play.refusal(of: "go")?.contains("did not come to rest") == true)
    #expect(play.refusal(of: "spin")?.contains("did not come to rest") == true)
    #expect(play.simulation.case == before)
  }
}
