import Statechart
import Testing

@Suite struct HistoryTests {
  /// Work with a detail two levels down, a pause beside it, and a history of either depth to come back by.
  private func interruptible(deep: Bool) throws -> Statechart {
    let s = try Sketch()
    return try s.chart(
      s.state(
        "work", on: [s.on("pause", to: ["pause"])],
        s.history("back", deep: deep, to: "first", do: [s.log("'by default'")]),
        s.state("first", on: [s.on("next", to: ["second"])]),
        s.state("second", s.state("reading", on: [s.on("write", to: ["writing"])]), s.state("writing"))),
      s.state("pause", on: [s.on("resume", to: ["back"])]))
  }

  @Test func `a shallow history remembers the active child, which begins afresh inside`() throws {
    let play = try Play(try interruptible(deep: false), restarts: true)
    for event in ["next", "write", "pause", "resume"] { try play.send(event) }
    #expect(play.leaves == ["reading"])
  }

  @Test func `a deep history remembers the active leaves`() throws {
    let play = try Play(try interruptible(deep: true), restarts: true)
    for event in ["next", "write", "pause", "resume"] { try play.send(event) }
    #expect(play.leaves == ["writing"])
  }

  @Test func `a history that was never recorded leads to its default, with the default's actions after entry`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("a", on: [s.on("go", to: ["back"])]),
      s.state(
        "work", entry: [s.log("'entry'")], s.state("first"), s.state("second"),
        s.history("back", to: "second", do: [s.log("'by default'")])))
    #expect(
      try Play(chart).trace(of: "go") == [
        "exit a", "take a#0", "enter work", "log entry", "log by default", "enter second",
      ])
  }

  @Test func `the default's actions do not run when something is remembered`() throws {
    let play = try Play(try interruptible(deep: false))
    for event in ["pause", "resume"] { try play.send(event) }
    #expect(play.logs.isEmpty)
    #expect(play.leaves == ["first"])
  }

  @Test func `history is recorded before exit actions run`() throws {
    let s = try Sketch(["x": "0"])
    // The exit action raises an event that would change what is active, were it not too late.
    let chart = try s.chart(
      s.state(
        "work", on: [s.on("pause", to: ["pause"])], s.history("back", to: "one"),
        s.state("one", exit: [s.raise("flip")], on: [s.on("flip", to: ["two"])]), s.state("two")),
      s.state("pause", on: [s.on("resume", to: ["back"])]))
    let play = try Play(chart)
    for event in ["pause", "resume"] { try play.send(event) }
    #expect(play.leaves == ["one"])
  }

  @Test func `a deep history of a parallel brings every region back`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state(
        "work", on: [s.on("pause", to: ["pause"])], s.history("back", deep: true, to: "p"),
        s.parallel(
          "p", s.state("r", s.state("r1", on: [s.on("r", to: ["r2"])]), s.state("r2")),
          s.state("q", s.state("q1", on: [s.on("q", to: ["q2"])]), s.state("q2")))),
      s.state("pause", on: [s.on("resume", to: ["back"])]))
    let play = try Play(chart, restarts: true)
    for event in ["q", "pause", "resume"] { try play.send(event) }
    #expect(play.leaves == ["r1", "q2"])
  }

  @Test func `each visit is remembered anew`() throws {
    let play = try Play(try interruptible(deep: true))
    for event in ["next", "pause", "resume", "write", "pause", "resume"] { try play.send(event) }
    #expect(play.leaves == ["writing"])
  }
}
