import Expression
import Statechart
import Testing

/// The control-flow patterns of the Workflow Patterns Initiative, by their numbers, as a statechart expresses them.
@Suite struct WorkflowPatternTests {
  @Test func `1 sequence: one task after another`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("a", entry: [s.log("'A'")], on: [s.always(to: ["b"])]),
      s.state("b", entry: [s.log("'B'")], on: [s.always(to: ["c"])]), s.state("c", entry: [s.log("'C'")]))
    #expect(try Play(chart).logs == ["A", "B", "C"])
  }

  @Test func `2 parallel split: both branches begin in one step, in document order`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("a", on: [s.on("go", to: ["p"])]),
      s.parallel("p", s.state("r", s.state("r1")), s.state("q", s.state("q1"))))
    #expect(
      try Play(chart).trace(of: "go") == [
        "exit a", "take a#0", "enter p", "enter r", "enter r1", "enter q", "enter q1",
      ])
  }

  /// A parallel of regions that each end by their own event.
  private func regions(_ s: Sketch, _ ids: [String], on transitions: [TransitionDefinition]) throws -> StateDefinition {
    StateDefinition(
      id: "p", kind: .parallel, transitions: transitions,
      children: try ids.map { id in
        try s.state(
          id, s.state("\(id)-open", exit: [s.log("'left \(id)'")], on: [s.on("end.\(id)", to: ["\(id)-end"])]),
          s.final("\(id)-end"))
      })
  }

  @Test(arguments: [["r", "q"], ["q", "r"]])
  func `3 synchronization: the join waits for the last branch, whichever it is`(order: [String]) throws {
    let s = try Sketch()
    let chart = try s.chart(
      regions(s, ["r", "q"], on: [s.done(to: ["joined"])]), s.state("joined", entry: [s.log("'join'")]))
    let play = try Play(chart, restarts: true)
    try play.send("end.\(order[0])")
    #expect(play.leaves.contains("joined") == false)
    try play.send("end.\(order[1])")
    #expect(play.leaves == ["joined"])
    #expect(play.logs.count { $0 == "join" } == 1)
  }

  @Test func `4 exclusive choice: of two open ways only the first is taken, and of none the default`() throws {
    let s = try Sketch(["x": "0"])
    let chart = try s.chart(
      s.state(
        "a",
        on: [
          s.on("go", to: ["b"], if: "event.data > 1"), s.on("go", to: ["c"], if: "event.data > 0"),
          s.on("go", to: ["d"]),
        ]), s.state("b"), s.state("c"), s.state("d"))
    for (value, leaf) in [(2, "b"), (1, "c"), (0, "d")] {
      let play = try Play(chart)
      try play.send("go", data: .int(Int64(value)))
      #expect(play.leaves == [leaf])
    }
  }

  @Test func `5 simple merge: either branch leads to the same state, entered once a visit`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("a", on: [s.on("left", to: ["l"]), s.on("right", to: ["r"])]), s.state("l", on: [s.always(to: ["m"])]),
      s.state("r", on: [s.always(to: ["m"])]), s.state("m", entry: [s.log("'m'")]))
    for side in ["left", "right"] {
      let play = try Play(chart)
      try play.send(side)
      #expect(play.logs == ["m"])
    }
  }

  @Test(arguments: 1..<8)
  func `6 and 7 multi-choice and its merge: the chosen branches work, and the join waits for them only`(chosen: Int)
    throws
  {
    let s = try Sketch()
    let ids = ["r", "q", "t"]
    let wanted = ids.enumerated().filter { chosen & 1 << $0.offset != 0 }.map(\.element)
    let children = try ids.enumerated().map { number, id in
      try s.state(
        id,
        s.state(
          "\(id)-choice",
          on: [
            s.always(to: ["\(id)-work"], if: wanted.contains(id) ? "true" : "false"), s.always(to: ["\(id)-end"]),
          ]), s.state("\(id)-work", entry: [s.log("'\(id)'")], on: [s.on("end.\(id)", to: ["\(id)-end"])]),
        s.final("\(id)-end"))
    }
    let chart = try Statechart(
      root: StateDefinition(
        id: "",
        children: [
          StateDefinition(id: "p", kind: .parallel, transitions: [try s.done(to: ["joined"])], children: children),
          s.state("joined"),
        ]))
    let play = try Play(chart)
    #expect(play.logs == wanted)
    for id in wanted {
      #expect(play.leaves != ["joined"])
      try play.send("end.\(id)")
    }
    #expect(play.leaves == ["joined"])
  }

  @Test func `10 arbitrary cycles: a loop with two ways in and two out runs 1,000 rounds without growing`() throws {
    let s = try Sketch(["n": "0"])
    let chart = try s.chart(
      s.state("start", on: [s.on("first", to: ["a"]), s.on("second", to: ["b"])]),
      s.state("a", on: [s.on("go", to: ["b"], do: [s.assign(["n": "data.n + 1"])]), s.on("out", to: ["end"])]),
      s.state("b", on: [s.on("go", to: ["a"]), s.on("out", to: ["end"])]), s.final("end"))
    for way in ["first", "second"] {
      let play = try Play(chart, restarts: true)
      try play.send(way)
      for _ in 0..<2_000 { try play.send("go") }
      #expect(play["n"] == .int(1_000))
      #expect(play.session.history.isEmpty && play.timers.isEmpty)
      try play.send("out")
      #expect(play.isDone)
    }
  }

  @Test func `11 implicit termination: the case ends when nothing is left to do, and not before`() throws {
    let s = try Sketch()
    let chart = try s.chart(regions(s, ["r", "q"], on: [s.done(to: ["end"])]), s.final("end"))
    let play = try Play(chart)
    try play.send("end.q")
    #expect(!play.isDone)
    try play.send("end.r")
    #expect(play.isDone)
  }

  @Test func `16 deferred choice: what comes first, message or timer, decides`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("wait", on: [s.on("message", to: ["answered"]), s.after(100, to: ["late"])]), s.state("answered"),
      s.state("late"))
    let answered = try Play(chart, restarts: true)
    try answered.send("message")
    #expect(answered.leaves == ["answered"] && answered.timers.isEmpty)
    let late = try Play(chart, restarts: true)
    try late.advance(100)
    #expect(try late.send("message") == [.ignored(Event("message"))])
    #expect(late.leaves == ["late"])
  }

  @Test func `18 milestone: an event is accepted only while the milestone's state is active`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.parallel(
        "p",
        s.state(
          "r", s.state("before", on: [s.on("next", to: ["open"])]), s.state("open", on: [s.on("next", to: ["past"])]),
          s.state("past")),
        s.state("q", on: [s.on("act", if: "inState('open')", do: [s.log("'acted'")])])))
    let play = try Play(chart, restarts: true)
    for event in ["act", "next", "act", "next", "act"] { try play.send(event) }
    #expect(play.logs == ["acted"])
  }
}
