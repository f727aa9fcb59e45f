import Expression
import Statechart
import Testing

@Suite struct EntryAndExitTests {
  @Test func `states are left from the inside out, then the transition acts, then states are entered`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state(
        "a", exit: [s.log("'leave a'")],
        s.state(
          "a1", exit: [s.log("'leave a1'")],
          on: [
            s.on("go", to: ["b1"], do: [s.log("'on the way'")])
          ])),
      s.state("b", entry: [s.log("'reach b'")], s.state("b1", entry: [s.log("'reach b1'")])))
    #expect(
      try Play(chart).trace(of: "go") == [
        "exit a1", "log leave a1", "exit a", "log leave a", "take a1#0", "log on the way", "enter b", "log reach b",
        "enter b1", "log reach b1",
      ])
  }

  @Test func `parallel regions are entered in document order and left in reverse`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.parallel("p", on: [s.on("go", to: ["x"])], s.state("r", s.state("r1")), s.state("q", s.state("q1"))),
      s.state("x"))
    let play = try Play(chart)
    #expect(play.trace == ["enter p", "enter r", "enter r1", "enter q", "enter q1"])
    #expect(
      try play.trace(of: "go") == ["exit q1", "exit q", "exit r1", "exit r", "exit p", "take p#0", "enter x"])
  }

  @Test func `a state counts as active during its own entry and exit actions`() throws {
    let s = try Sketch(["seen": "[]"])
    let note = try s.assign(["seen": "data.seen + [inState('a'), inState('b')]"])
    let chart = try s.chart(
      s.state("a", entry: [note], exit: [note], on: [s.on("go", to: ["b"], do: [note])]), s.state("b", entry: [note]))
    let play = try Play(chart)
    try play.send("go")
    let flags = [true, false, true, false, false, false, false, true]
    #expect(play["seen"] == .list(flags.map(Value.bool)))
  }

  @Test func `an external transition of a state into itself leaves and enters it`() throws {
    let s = try Sketch()
    let chart = try s.chart(s.state("a", on: [s.on("go", to: ["a1"])], s.state("a1")))
    #expect(try Play(chart).trace(of: "go") == ["exit a1", "exit a", "take a#0", "enter a", "enter a1"])
  }

  @Test func `an internal transition of a compound state leaves the state itself alone`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("a", on: [s.on("go", to: ["a2"], internally: true)], s.state("a1"), s.state("a2")))
    #expect(try Play(chart).trace(of: "go") == ["exit a1", "take a#0", "enter a2"])
  }

  @Test func `an internal transition that leads outside its state, or out of a state without children, is external`()
    throws
  {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("a", on: [s.on("out", to: ["b"], internally: true)], s.state("a1")),
      s.state("b", on: [s.on("self", to: ["b"], internally: true)]))
    let play = try Play(chart)
    #expect(try play.trace(of: "out") == ["exit a1", "exit a", "take a#0", "enter b"])
    #expect(try play.trace(of: "self") == ["exit b", "take b#0", "enter b"])
  }

  @Test func `a transition between two children of a parallel leaves and enters the whole parallel`() throws {
    let s = try Sketch()
    let chart = try s.chart(s.parallel("p", s.state("r", on: [s.on("go", to: ["q"])]), s.state("q")))
    #expect(
      try Play(chart).trace(of: "go") == ["exit q", "exit r", "exit p", "take r#0", "enter p", "enter r", "enter q"])
  }

  @Test func `a region's transition to itself leaves and enters the whole parallel`() throws {
    let s = try Sketch()
    let chart = try s.chart(s.parallel("p", s.state("r", on: [s.on("go", to: ["r"])]), s.state("q")))
    #expect(
      try Play(chart).trace(of: "go") == ["exit q", "exit r", "exit p", "take r#0", "enter p", "enter r", "enter q"])
  }

  @Test func `several targets enter their regions, and the other regions begin by themselves`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("a", on: [s.on("go", to: ["r2", "t2"])]),
      s.parallel(
        "p", s.state("r", s.state("r1"), s.state("r2")), s.state("q", s.state("q1"), s.state("q2")),
        s.state("t", s.state("t1"), s.state("t2"))))
    let play = try Play(chart)
    try play.send("go")
    #expect(play.leaves == ["r2", "q1", "t2"])
  }

  @Test func `initial may name several deep states, and its actions run after the entry actions`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      initial: ["w"],
      s.state(
        "w", initial: ["r2", "q2"], beginning: [s.log("'begin'")], entry: [s.log("'entry'")],
        s.parallel(
          "p", s.state("r", s.state("r1"), s.state("r2")), s.state("q", s.state("q1"), s.state("q2")))))
    #expect(
      try Play(chart).trace == [
        "enter w", "log entry", "log begin", "enter p", "enter r", "enter r2", "enter q", "enter q2",
      ])
  }

  @Test func `initial's actions do not run when a target inside is given`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("a", on: [s.on("go", to: ["w2"])]),
      s.state("w", initial: ["w1"], beginning: [s.log("'begin'")], s.state("w1"), s.state("w2")))
    #expect(try Play(chart).trace(of: "go") == ["exit a", "take a#0", "enter w", "enter w2"])
  }

  @Test func `without an initial, the first child that is not a history is entered`() throws {
    let s = try Sketch()
    let chart = try s.chart(s.state("a", s.history("h", to: "a2"), s.state("a1"), s.state("a2")))
    #expect(try Play(chart).leaves == ["a1"])
  }
}
