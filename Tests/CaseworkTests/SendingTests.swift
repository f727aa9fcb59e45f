import Casework
import JSON
import Testing

@Suite struct SendingTests {
  private let desk = """
    form: [name]
    data:
      name: { type: string, required: true, max-length: 5 }
      size: { type: int, min: 1, max: 9, required: true }
      note: { type: string }
      kind: { type: string, one-of: [big, small] }
      when: { type: date }
      more: { type: map }
    parties: { desk: { title: Desk, staff: true }, boss: { title: Boss, staff: true } }
    initial: a
    states:
      a:
        on:
          measure: { by: [desk], form: [size, note, kind, when], target: b }
          decide:
            - { by: [desk], guard: "data.name == 'x'", target: b }
            - { by: [boss], target: c }
          silent: b
          tell: { by: [desk, boss], actions: [assign: { more: event.data, note: event.by }] }
      b: { on: { measure: { by: [desk], form: [size, note], target: c } } }
      c: { type: final }
    """

  @Test func `a case opens with what its form requires, and every problem is told at once`() throws {
    #expect(try Play(desk, data: ["name": "abc"])["name"] == "abc")
    for (data, problem) in [
      ([:], "name is required"), (["name": "abcdef"], "name must be 5 characters or fewer"),
      (["name": 5, "size": 10, "shoe": 1], "name must be text; size must be 9 or less; shoe is not a field of w"),
      (["name": nil as JSONValue? ?? .null], "name is required"),
    ] as [(JSONObject, String)] {
      do {
        _ = try Play(desk, data: data)
        Issue.record("opened with \(data)")
      } catch let refusal as Simulation.Refusal {
        #expect(Set(refusal.description.split(separator: "; ")) == Set(problem.split(separator: "; ")))
      }
    }
  }

  @Test func `a form asks for what is required until it is known`() throws {
    var play = try Play(desk, data: ["name": "abc"])
    #expect(play.refusal(of: "measure") == "size is required")
    #expect(play.refusal(of: "measure", ["size": 0, "kind": "huge", "when": "5.1.2026"]) != nil)
    try play.send("measure", ["size": 3, "when": "2026-01-05"])
    #expect(play["size"] == 3)
    #expect(play["when"] == "2026-01-05")
    try play.send("measure", ["note": "once is enough"])
    #expect(play.states == ["c"])
  }

  @Test func `a field that was filled in can be emptied only where it is not required`() throws {
    var play = try Play(desk, data: ["name": "abc"])
    try play.send("measure", ["size": 3, "note": "n"])
    #expect(play.refusal(of: "measure", ["size": .null]) == "size is required")
    try play.send("measure", ["note": .null])
    #expect(play["note"] == .null)
  }

  @Test func `each transition of an event belongs to its own roles`() throws {
    var play = try Play(desk, data: ["name": "abc"])
    try play.send("decide", by: "desk")
    #expect(play.simulation.updates.first?.isAccepted == false)
    #expect(
      play.refusal(of: "decide", by: "guest") == "the role \"guest\" may not send \"decide\"; it is for desk, boss")
    #expect(
      play.refusal(of: "decide", by: nil) == "somebody without a role may not send \"decide\"; it is for desk, boss")
    try play.send("decide", by: "boss")
    #expect(play.states == ["c"])
  }

  @Test func `an event without roles is not for people, except where nobody enforces roles`() throws {
    var play = try Play(desk, data: ["name": "abc"])
    try play.send("silent")
    #expect(play.simulation.updates.first?.isAccepted == false)
    #expect(play.simulation.updates.first?.available.map(\.name) == ["measure", "decide", "tell"])
    var free = try Play(desk, data: ["name": "abc"], enforcesRoles: false)
    try free.send("silent", by: nil)
    #expect(free.states == ["b"])
  }

  @Test func `what comes with an event beyond its form is there for its actions alone`() throws {
    var play = try Play(desk, data: ["name": "abc"])
    try play.send("tell", by: "boss", ["name": "other", "free": 1])
    #expect(play["name"] == "abc")
    #expect(play["more"] == ["name": "other", "free": 1])
    #expect(play["note"] == "boss")
  }

  @Test func `an ignored event changes nothing but the history`() throws {
    var play = try Play(desk, data: ["name": "abc"])
    var before = play.simulation.case
    try play.send("sing")
    before.revision += 1
    #expect(play.simulation.case == before)
    #expect(play.entries.map(\.kind) == [.ignored])
  }

  @Test func `what the end of a case says is said, and no timer outlives it`() throws {
    var play = try Play(
      """
      parties: { desk: { title: Desk, staff: true } }
      initial: a
      states:
        a:
          entry: [send: { event: later, delay: 5 days }]
          after: { 10 days: b }
          on: { end: { by: [desk], target: b } }
        b: { type: final, entry: [notify: { to: desk, template: hello }] }
      """)
    try play.send("end")
    #expect(play.messages.map(\.template) == ["hello"])
    #expect(try play.timers.isEmpty)
    #expect(play.simulation.case.closedAt == play.simulation.facts.now)
    let stopped = play.entries.first?.payload["stopped"]?.arrayValue
    #expect(stopped?.contains("a.after 10 days") == true)
    #expect(stopped?.count == 2)
    try play.send("end")
    #expect(play.simulation.updates.first?.isAccepted == false)
    try play.at("2026-12-01T00:00:00Z")
    #expect(play.entries.isEmpty)
  }
}
