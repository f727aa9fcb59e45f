import Expression
import Statechart
import Testing
import WorkingTime

@Suite struct TimerTests {
  @Test func `a timer starts on entry and fires its own transition`() throws {
    let s = try Sketch()
    let play = try Play(try s.chart(s.state("a", on: [s.after(100, to: ["b"])]), s.state("b")), restarts: true)
    #expect(play.timerNames == ["after a#0"])
    try play.advance(99)
    #expect(play.leaves == ["a"])
    try play.advance(1)
    #expect(play.leaves == ["b"])
  }

  @Test func `leaving a state cancels its timers`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("a", on: [s.after(100, to: ["x"]), s.on("go", to: ["b"])]), s.state("b"), s.state("x"))
    let play = try Play(chart)
    try play.send("go")
    #expect(play.timers.isEmpty)
    try play.advance(1000)
    #expect(play.leaves == ["b"])
  }

  @Test func `a timer whose guard is false when it fires is spent until the state is entered again`() throws {
    let s = try Sketch(["open": "false"])
    let chart = try s.chart(
      s.state(
        "a",
        on: [
          s.after(100, to: ["b"], if: "data.open"), s.on("open", do: [s.assign(["open": "true"])]),
          s.on("again", to: ["a"]),
        ]), s.state("b"))
    let play = try Play(chart)
    try play.advance(100)
    try play.send("open")
    try play.advance(1000)
    #expect(play.leaves == ["a"])
    try play.send("again")
    try play.advance(100)
    #expect(play.leaves == ["b"])
  }

  @Test func `entering a state again starts its timers anew`() throws {
    let s = try Sketch()
    let chart = try s.chart(s.state("a", on: [s.after(100, to: ["b"]), s.on("again", to: ["a"])]), s.state("b"))
    let play = try Play(chart)
    try play.advance(60)
    try play.send("again")
    try play.advance(99)
    #expect(play.leaves == ["a"])
    try play.advance(1)
    #expect(play.leaves == ["b"])
  }

  @Test func `a timer that fires selects no other transition, not even another timer of its state`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state(
        "outer", on: [s.after(50, do: [s.log("'outer'")])],
        s.state("a", on: [s.after(50, do: [s.log("'first'")]), s.after(50, do: [s.log("'second'")])])))
    let play = try Play(chart)
    try play.advance(50)
    #expect(play.logs == ["outer", "first", "second"])
  }

  @Test func `a timer of a state that is no longer active does nothing`() throws {
    let s = try Sketch()
    let chart = try s.chart(s.state("a", on: [s.after(50, to: ["b"]), s.on("go", to: ["b"])]), s.state("b"))
    let play = try Play(chart)
    try play.send("go")
    let before = play.outputs.count
    try play.step(.fired(.after(state: 1, transition: 0)))
    #expect(play.outputs.count == before)
  }

  @Test func `one deadline with several ways on takes the first that is enabled, and only that`() throws {
    let s = try Sketch(["n": "0", "way": "2"])
    func way(_ number: Int, to targets: [String] = []) throws -> TransitionDefinition {
      var transition = try s.after(50, to: targets, if: "data.way == \(number)", do: [s.assign(["n": "data.n + 1"])])
      if number > 1 { transition.trigger = .sameTimer }
      return transition
    }
    let chart = try s.chart(
      s.state("a", on: [way(1, to: ["b"]), way(2), way(3, to: ["c"])]), s.state("b"), s.state("c"))
    let play = try Play(chart)
    try play.advance(50)
    #expect(play.leaves == ["a"])
    #expect(play.outputs.filter { if case .took = $0 { true } else { false } } == [.took(1)])
    #expect(play.outputs.filter { if case .scheduled = $0 { true } else { false } }.count == 1)
  }

  @Test func `a timer's length may come from data that the entry actions set`() throws {
    let s = try Sketch(["wait": "duration('1s')"])
    let chart = try s.chart(
      s.state(
        "a", entry: [s.assign(["wait": "duration('30ms')"])],
        on: [TransitionDefinition(trigger: .timer(.computed(try s.cel("data.wait"))), targets: ["b"])]), s.state("b"))
    let play = try Play(chart)
    try play.advance(30)
    #expect(play.leaves == ["b"])
  }

  @Test func `a timer whose length can't be worked out does not start, and the others do`() throws {
    let s = try Sketch(["wait": "12"])
    let chart = try s.chart(
      s.state(
        "a",
        on: [
          TransitionDefinition(trigger: .timer(.computed(try s.cel("data.wait"))), targets: ["b"]),
          s.after(10, to: ["c"]),
        ]), s.state("b"), s.state("c"))
    let play = try Play(chart)
    #expect(play.faults == 1)
    #expect(play.timerNames == ["after a#1"])
  }

  @Test func `timers go by name into a store and back`() throws {
    let s = try Sketch()
    let chart = try s.chart(s.state("a#b", on: [s.on("go"), s.after(10, to: ["c"])]), s.state("c"))
    for key in [TimerKey.after(state: 1, transition: 1), .send(id: "reminder 1")] {
      #expect(chart.timerKey(named: chart.name(of: key)) == key)
    }
    for name in ["after a#b#0", "after x#1", "after a#b", "else"] { #expect(chart.timerKey(named: name) == nil) }
  }
}
