import Expression
import Statechart
import Testing

extension WorkflowPatternTests {
  @Test func `19 cancel task: leaving runs its exit actions, cancels its timers, and a late completion is ignored`()
    throws
  {
    let s = try Sketch()
    let chart = try s.chart(
      s.state(
        "task", exit: [s.log("'clean up'")],
        on: [s.on("complete", to: ["x"]), s.after(50, to: ["x"]), s.on("cancel", to: ["rest"])]), s.state("rest"),
      s.state("x"))
    let play = try Play(chart, restarts: true)
    try play.send("cancel")
    #expect(play.logs == ["clean up"] && play.timers.isEmpty)
    #expect(try play.send("complete") == [.ignored(Event("complete"))])
  }

  @Test func `20 cancel case: everything is left from the inside out, timers die, later events are refused`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      on: [s.on("cancel", to: ["cancelled"])],
      s.parallel("p", s.state("r", s.state("r1", on: [s.after(50)])), s.state("q", on: [s.after(60)])),
      s.final("cancelled"))
    let play = try Play(chart)
    #expect(
      try play.trace(of: "cancel") == [
        "exit q", "exit r1", "exit r", "exit p", "take #0", "enter cancelled",
      ])
    #expect(play.isDone && play.timers.isEmpty)
    #expect(try play.send("anything") == [.ignored(Event("anything"))])
  }

  @Test(arguments: [(0, 0, 1), (1, 1, 1), (3, 3, 3)])
  func `21 structured loop: the while form runs from 0 times, the repeat form from 1`(
    rounds: Int, whileRuns: Int, repeatRuns: Int
  ) throws {
    let s = try Sketch(["n": "0"])
    let work = try s.assign(["n": "data.n + 1"])
    let whileForm = try s.chart(
      s.state("test", on: [s.always(to: ["body"], if: "data.n < \(rounds)"), s.always(to: ["end"])]),
      s.state("body", entry: [work], on: [s.always(to: ["test"])]), s.final("end"))
    let repeatForm = try s.chart(
      s.state("body", entry: [work], on: [s.always(to: ["body"], if: "data.n < \(rounds)"), s.always(to: ["end"])]),
      s.final("end"))
    #expect(try Play(whileForm)["n"] == .int(Int64(whileRuns)))
    #expect(try Play(repeatForm)["n"] == .int(Int64(repeatRuns)))
  }

  @Test func `23 transient trigger: a signal is lost before the waiting state and taken once in it`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("before", on: [s.on("go", to: ["waiting"])]),
      s.state("waiting", on: [s.on("signal", do: [s.log("'taken'")])]))
    let play = try Play(chart)
    try play.send("signal")
    try play.send("go")
    #expect(play.logs.isEmpty)
    try play.send("signal")
    #expect(play.logs == ["taken"])
  }

  @Test func `24 persistent trigger: a signal that came early is kept and taken on entry, exactly once`() throws {
    let s = try Sketch(["signalled": "false"])
    let keep = try s.on("signal", do: [s.assign(["signalled": "true"])])
    let chart = try s.chart(
      on: [keep], s.state("before", on: [s.on("go", to: ["waiting"])]),
      s.state(
        "waiting",
        on: [
          s.always(to: ["after"], if: "data.signalled", do: [s.assign(["signalled": "false"]), s.log("'taken'")])
        ]), s.state("after", on: [s.on("back", to: ["waiting"])]))
    let play = try Play(chart, restarts: true)
    for event in ["signal", "go", "back"] { try play.send(event) }
    #expect(play.logs == ["taken"])
    #expect(play.leaves == ["waiting"])
  }

  @Test func `25 cancel region: the states inside are left, and the sibling keeps its running timer`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.parallel(
        "p",
        s.state(
          "r", on: [s.on("cancel", to: ["r-gone"], internally: true)], s.state("r1", on: [s.after(50)]),
          s.state("r-gone")),
        s.state("q", s.state("q1", on: [s.after(80, to: ["q2"])]), s.state("q2"))))
    let play = try Play(chart, restarts: true)
    try play.advance(40)
    #expect(try play.trace(of: "cancel") == ["exit r1", "take r#0", "enter r-gone"])
    #expect(play.timerNames == ["after q1#0"])
    try play.advance(40)
    #expect(play.leaves == ["r-gone", "q2"])
  }

  /// Four branches, and an answer to each completion.
  private func branches(_ s: Sketch, on transitions: [TransitionDefinition], besides others: [StateDefinition] = [])
    throws
    -> StateDefinition
  {
    StateDefinition(
      id: "p", kind: .parallel, transitions: transitions,
      children: try ["a", "b", "c", "d"].map { id in
        try s.state(
          id,
          s.state(
            "\(id)-open", exit: [s.log("'left \(id)'")], on: [s.on("end.\(id)", to: ["\(id)-end"]), s.after(1000)]),
          s.final("\(id)-end"))
      } + others)
  }

  @Test
  func `9 structured discriminator: the first branch continues, later ones change nothing, the next visit is fresh`()
    throws
  {
    let s = try Sketch()
    let gate = try s.state(
      "gate",
      s.state(
        "shut", on: [s.on("done.state.a", "done.state.b", "done.state.c", "done.state.d", to: ["onward"])]),
      s.final("onward", entry: [s.log("'onward'")]))
    let chart = try s.chart(
      branches(s, on: [s.done(to: ["rest"])], besides: [gate]), s.state("rest", on: [s.on("again", to: ["p"])]))
    let play = try Play(chart, restarts: true)
    for _ in 0..<2 {
      let before = play.logs.count { $0 == "onward" }
      for event in ["end.c", "end.a", "end.b", "end.d"] {
        try play.send(event)
        #expect(play.logs.count { $0 == "onward" } == before + 1)
      }
      #expect(play.leaves == ["rest"])
      try play.send("again")
    }
  }

  @Test func `29 cancelling discriminator: the first branch wins, and the others are left with their timers`() throws {
    let s = try Sketch()
    let first = try s.on("done.state.a", "done.state.b", "done.state.c", "done.state.d", to: ["next"])
    let play = try Play(try s.chart(branches(s, on: [first]), s.state("next")), restarts: true)
    try play.send("end.b")
    #expect(play.leaves == ["next"] && play.timers.isEmpty)
    #expect(play.logs == ["left b", "left d", "left c", "left a"])
  }

  @Test func `30 structured partial join: the second of four continues, and the others may end without effect`() throws
  {
    let s = try Sketch(["ended": "0"])
    let count = try s.on(
      "done.state.a", "done.state.b", "done.state.c", "done.state.d", do: [s.assign(["ended": "data.ended + 1"])])
    let gate = try s.state(
      "gate", s.state("shut", on: [s.always(to: ["onward"], if: "data.ended >= 2")]),
      s.final("onward", entry: [s.log("'onward'")]))
    let play = try Play(try s.chart(branches(s, on: [count], besides: [gate])), restarts: true)
    try play.send("end.d")
    #expect(!play.logs.contains("onward"))
    for event in ["end.a", "end.b", "end.c"] { try play.send(event) }
    #expect(play.logs.filter { $0 == "onward" } == ["onward"])
  }

  @Test func `32 cancelling partial join: the second of four continues and cancels the others in the same step`() throws
  {
    let s = try Sketch(["ended": "0"])
    let count = try s.on(
      "done.state.a", "done.state.b", "done.state.c", "done.state.d", do: [s.assign(["ended": "data.ended + 1"])])
    let join = try s.always(to: ["next"], if: "data.ended == 2")
    let play = try Play(try s.chart(branches(s, on: [count, join]), s.state("next")), restarts: true)
    try play.send("end.d")
    try play.send("end.a")
    #expect(play.leaves == ["next"] && play.timers.isEmpty)
    #expect(play.logs == ["left d", "left a", "left c", "left b"])
  }

  @Test func `43 explicit termination: a top-level final ends the case though another branch waits`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.parallel(
        "p", s.state("r", on: [s.on("over", to: ["end"])]), s.state("q", on: [s.after(50, do: [s.log("'never'")])])),
      s.final("end"))
    let play = try Play(chart, restarts: true)
    try play.send("over")
    #expect(play.isDone)
    try play.advance(100)
    #expect(play.logs.isEmpty)
  }
}
