import Expression
import Statechart
import Testing

@Suite struct CompletionTests {
  @Test func `entering a final child raises its parent's done event after the child's entry actions`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state(
        "a", on: [s.on("mine", do: [s.log("'entry first'")]), s.done(to: ["b"])],
        s.state("a1", on: [s.on("go", to: ["end"])]), s.final("end", entry: [s.raise("mine")])), s.state("b"))
    #expect(
      try Play(chart).trace(of: "go") == [
        "exit a1", "take a1#0", "enter end", "take a#0", "log entry first", "exit end", "exit a", "take a#1", "enter b",
      ])
  }

  @Test func `the done event carries the final state's data`() throws {
    let s = try Sketch(["answer": "0"])
    let chart = try s.chart(
      s.state(
        "a", on: [s.on("done.state.a", to: ["b"], do: [s.assign(["answer": "event.data.answer"])])],
        s.final("end", data: "{'answer': 42}")), s.state("b"))
    #expect(try Play(chart)["answer"] == .int(42))
  }

  @Test func `a parallel is done once, when its last region is, after that region's own done event`() throws {
    let s = try Sketch()
    func region(_ id: String) throws -> StateDefinition {
      try s.state(
        id, s.state("\(id)1", on: [s.on("end.\(id)", "end.all", to: ["\(id)-end"])]), s.final("\(id)-end"))
    }
    let chart = try s.chart(
      s.parallel("p", on: [s.on("done.state.*", do: [s.log("event.name")])], region("r"), region("q")))
    for order in [["end.r", "end.q"], ["end.q", "end.r"], ["end.all"]] {
      let play = try Play(chart, restarts: true)
      for event in order { try play.send(event) }
      #expect(play.logs.count { $0 == "done.state.p" } == 1)
      #expect(play.logs.last == "done.state.p")
    }
  }

  @Test func `onDone answers its own state's completion only`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("a", on: [s.done(to: ["x"])], s.state("a.b", s.final("end")), s.final("never")), s.state("x"))
    #expect(try Play(chart).leaves == ["end"])
  }

  @Test func `a top-level final state ends the case and drops what waits`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("a", on: [s.on("go", to: ["end"], do: [s.raise("late"), s.send("later"), s.send("last", after: 5)])]),
      s.final("end", data: "{'why': 'over'}"), s.state("x"))
    let play = try Play(chart)
    let outputs = try play.send("go")
    #expect(play.isDone)
    #expect(play.leaves == ["end"])
    #expect(play.timers.isEmpty)
    #expect(outputs.last == .ended(2, .map(MapValue([("why", .string("over"))]))))
  }

  @Test func `a case that has ended answers no event any more`() throws {
    let s = try Sketch()
    let play = try Play(try s.chart(on: [s.on("go", to: ["a"])], s.final("end"), s.state("a")), restarts: true)
    #expect(try play.send("go") == [.ignored(Event("go"))])
    #expect(play.leaves == ["end"])
  }

  @Test func `the last configuration's exit actions run, untraced, and what they raise comes too late`() throws {
    let s = try Sketch(["x": "0"])
    let chart = try s.chart(
      s.final("end", exit: [s.assign(["x": "1"]), s.raise("late"), s.send("later", after: 5)]))
    let play = try Play(chart)
    #expect(play["x"] == .int(1))
    #expect(play.trace == ["enter end"])
    #expect(play.timers.isEmpty)
    #expect(!play.outputs.contains(.raised("late")))
  }
}
