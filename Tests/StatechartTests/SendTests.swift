import Expression
import Statechart
import Testing

@Suite struct SendTests {
  @Test func `a send without delay is still an event from outside, after everything raised`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state(
        "a",
        on: [s.on("go", do: [s.send("one"), s.send("two"), s.raise("inner")]), s.on("*", do: [s.log("event.name")])]))
    let play = try Play(chart)
    try play.send("go")
    #expect(play.logs == ["inner", "one", "two"])
  }

  @Test func `a delayed send comes when its time is up, with the data of when it was sent`() throws {
    let s = try Sketch(["x": "1"])
    let chart = try s.chart(
      s.state(
        "a", entry: [s.send("tick", data: "{'x': data.x}", after: 20), s.assign(["x": "2"])],
        on: [s.on("tick", do: [s.log("string(event.data.x)")])]))
    let play = try Play(chart, restarts: true)
    try play.advance(20)
    #expect(play.logs == ["1"])
  }

  @Test func `a delayed send outlives the state that sent it, and cancel stops it`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state(
        "a", entry: [s.send("tick", id: "t", after: 20)],
        on: [s.on("go", to: ["b"]), s.on("stop", do: [.cancel(id: "t")])]),
      s.state("b", on: [s.on("tick", to: ["c"])]), s.state("c"))
    let play = try Play(chart)
    try play.send("go")
    try play.advance(20)
    #expect(play.leaves == ["c"])
    let stopped = try Play(chart)
    try stopped.send("stop")
    #expect(stopped.timers.isEmpty)
  }

  @Test func `two sends of one id both come, and cancel stops both`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state(
        "a",
        on: [
          s.on("go", do: [s.send("tick", id: "t", after: 20), s.send("tick", id: "t", after: 30)]),
          s.on("stop", do: [.cancel(id: "t")]), s.on("tick", do: [s.log("'tick'")]),
        ]))
    let play = try Play(chart)
    try play.send("go")
    try play.advance(30)
    #expect(play.logs == ["tick", "tick"])
    try play.send("go")
    try play.send("stop")
    #expect(play.timers.isEmpty)
  }

  @Test func `a send without an id gets one that no other send of the case has, also after a restart`() throws {
    let s = try Sketch()
    let chart = try s.chart(s.state("a", on: [s.on("go", do: [s.send("tick", after: 20)])]))
    let play = try Play(chart, restarts: true)
    for _ in 0..<3 { try play.send("go") }
    #expect(play.timerNames == ["send #1", "send #2", "send #3"])
  }

  @Test func `raised events are answered in the order they were raised`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state(
        "a", entry: [s.raise("one", data: "1"), s.raise("two", data: "2")],
        on: [s.on("one", do: [s.raise("three", data: "3")]), s.on("*", do: [s.log("string(event.data)")])]))
    #expect(try Play(chart).logs == ["2", "3"])
  }
}
