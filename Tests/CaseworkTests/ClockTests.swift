import Casework
import CivilTime
import Testing

@Suite struct ClockTests {
  private let promise = """
    parties: { desk: { title: Desk, staff: true } }
    clocks:
      promise:
        limit: "data.hurried ? days(10) : days(20)"
        starts: working
        stops: [answered]
        pauses-in: [asking]
        warn-at: [50%, 100%]
    data:
      hurried: { type: bool, initial: "true" }
      warnings: { type: int, initial: "0" }
    initial: open
    states:
      open:
        initial: new
        on:
          clock.promise: { actions: [assign: { warnings: "data.warnings + event.data.percent" }] }
        states:
          new: { on: { begin: { by: [desk], target: working } } }
          working: { on: { ask: { by: [desk], target: asking }, answer: { by: [desk], target: answered } } }
          asking: { on: { told: { by: [desk], target: working } } }
          answered: { on: { reopen: { by: [desk], target: working } } }
    """

  @Test func `a clock starts with its state, once in the life of a case, and stops with another`() throws {
    var play = try Play(promise)
    #expect(try play.timers.isEmpty)
    try play.send("begin")
    #expect(
      try play.timers == ["clock.promise.50% 2026-03-07T10:00:00Z", "clock.promise.100% 2026-03-12T10:00:00Z"])
    try play.send("answer")
    #expect(try play.timers.isEmpty)
    try play.send("reopen")
    #expect(try play.timers.isEmpty)
  }

  @Test func `a clock warns with the part of its limit that has run, and moves nothing`() throws {
    var play = try Play(promise)
    try play.send("begin")
    try play.at("2026-03-07T10:00:00Z")
    #expect(play["warnings"] == 50)
    try play.at("2026-04-12T10:00:00Z")
    #expect(play["warnings"] == 150)
    #expect(play.states == ["working"])
  }

  @Test func `a clock stands still in the states that the workflow names, and runs on after them`() throws {
    var play = try Play(promise)
    try play.send("begin")
    try play.at("2026-03-03T10:00:00Z")
    try play.send("ask")
    #expect(try play.timers.isEmpty)
    try play.at("2026-03-23T10:00:00Z")
    #expect(play["warnings"] == 0)
    try play.send("told")
    // Four of the first five days were left. London has summer time by the second warning: nine times 24 hours remain.
    #expect(try play.timers == ["clock.promise.50% 2026-03-27T10:00:00Z", "clock.promise.100% 2026-04-01T10:00:00Z"])
  }

  @Test func `a pause of the case stops a clock, and its end does not start one that its state holds`() throws {
    var play = try Play(promise)
    try play.send("begin")
    try play.pause()
    #expect(try play.timers.isEmpty)
    try play.at("2026-03-04T10:00:00Z")
    try play.send("ask")
    try play.resume()
    #expect(try play.timers.isEmpty)
    try play.send("told")
    #expect(try play.timers.first == "clock.promise.50% 2026-03-09T10:00:00Z")
  }

  @Test func `a clock's limit is worked out when it starts`() throws {
    var play = try Play(promise, data: ["hurried": false])
    try play.send("begin")
    #expect(try play.timers.last == "clock.promise.100% 2026-03-22T10:00:00Z")
  }

  @Test func `freeze keeps what was left, run goes on, and restart begins anew`() throws {
    func state(_ name: String, _ rule: String) -> String {
      "    \(name): { owner: desk, within: 4 days, otherwise: end, while-paused: \(rule) }\n"
    }
    for (rule, due) in [("freeze", "2026-03-08"), ("run", "2026-03-06"), ("restart", "2026-03-09")] {
      var play = try Play(
        "parties: { desk: { title: Desk, staff: true } }\ninitial: a\nstates:\n\(state("a", rule))    end: {}\n")
      try play.at("2026-03-03T10:00:00Z")
      try play.pause()
      #expect(try play.timers.isEmpty == (rule != "run"))
      try play.at("2026-03-05T10:00:00Z")
      try play.resume()
      #expect(try play.timers == ["a.within \(due)T10:00:00Z"])
    }
  }

  @Test func `working days that a pause covers are added to a deadline in working days`() throws {
    var play = try Play(
      """
      parties: { desk: { title: Desk, staff: true } }
      initial: a
      states:
        a: { owner: desk, within: 5 working days, otherwise: end }
        end: {}
      """)
    try play.at("2026-03-04T10:00:00Z")
    try play.pause()
    try play.at("2026-03-11T10:00:00Z")
    try play.resume()
    #expect(try play.timers == ["a.within 2026-03-16T17:00:00Z"])
  }
}
