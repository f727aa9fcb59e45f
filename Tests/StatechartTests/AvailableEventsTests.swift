import Expression
import Statechart
import Testing

@Suite struct AvailableEventsTests {
  private func chart(_ s: Sketch) throws -> Statechart {
    try s.chart(
      on: [s.on("withdraw", to: ["c"])],
      s.state(
        "a", on: [s.on("close", to: ["c"], if: "data.ready"), s.after(5, to: ["c"]), s.done(to: ["c"])],
        s.state("a1", on: [s.on("answer", "reply", to: ["a2"]), s.on("amount", to: ["a2"], if: "event.data.n > 1")]),
        s.state("a2", on: [s.on("elsewhere", to: ["a1"])])),
      s.final("c"))
  }

  @Test func `what could be sent now are the events of the active states, from the inside out`() throws {
    let s = try Sketch(["ready": "false"])
    let chart = try chart(s)
    let available = chart.availableEvents(try Play(chart).session)
    #expect(
      available.map { $0.descriptors.map(\.text) } == [["answer", "reply"], ["amount"], ["close"], ["withdraw"]])
    #expect(available.map(\.verdict) == [.allowed, .undecided, .undecided, .allowed])
    #expect(available.map { chart.states[$0.source].id } == ["a1", "a1", "a", ""])
  }

  @Test func `guards say what is allowed, what is refused and what only the event will decide`() throws {
    let s = try Sketch(["ready": "false"])
    let chart = try chart(s)
    let available = chart.availableEvents(try Play(chart).session, by: nil, host: NoHost())
    #expect(available.map(\.verdict) == [.allowed, .undecided, .refused, .allowed])
  }

  @Test func `a case that has ended accepts nothing`() throws {
    let s = try Sketch(["ready": "false"])
    let chart = try chart(s)
    let play = try Play(chart)
    try play.send("withdraw")
    #expect(chart.availableEvents(play.session).isEmpty)
  }

  struct Doorkeeper: Host {
    func value(of variable: Int, data: [Value]) -> Value { .null }
    func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value { .null }
    func permits(_ transition: Int, _ event: Event) -> Bool { transition != 1 || event.by == "manager" }
  }

  @Test func `a transition that its sender may not call counts as not matched, and an outer one is asked`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("o", on: [s.on("go", to: ["y"])], s.state("a", on: [s.on("go", to: ["x"])])), s.state("x"), s.state("y"))
    // Transition 1 is a's, in document order.
    let clerk = try Play(chart, host: Doorkeeper())
    try clerk.send("go", by: "clerk")
    #expect(clerk.leaves == ["y"])
    let manager = try Play(chart, host: Doorkeeper())
    try manager.send("go", by: "manager")
    #expect(manager.leaves == ["x"])
    let available = chart.availableEvents(try Play(chart).session, by: "clerk", host: Doorkeeper())
    #expect(available.map(\.verdict) == [.refused, .allowed])
  }

  @Test func `states are found by id, and their place is told as a path`() throws {
    let s = try Sketch(["ready": "false"])
    let chart = try chart(s)
    let state = try #require(chart.state("a2"))
    #expect(chart.states[state].id == "a2")
    #expect(chart.path(of: state) == "a/a2")
    #expect(chart.state("nowhere") == nil)
    let play = try Play(chart)
    #expect(chart.configuration(play.session) == ["a", "a1"])
    #expect(chart.isActive("a1", in: play.session))
    #expect(!chart.isActive("a2", in: play.session))
  }
}
