import Expression
import Statechart
import Testing

@Suite struct FaultTests {
  @Test func `a guard that faults is false and raises error.execution`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state(
        "a",
        on: [s.on("go", to: ["x"], if: Sketch.faulty), s.on("go", to: ["b"]), s.on("error", to: ["x"])]),
      s.state("b", on: [s.on("error.execution", do: [s.log("event.data.reason")])]), s.state("x"))
    let play = try Play(chart)
    try play.send("go")
    #expect(play.leaves == ["b"])
    #expect(play.logs.count == 1)
  }

  @Test func `a guard that is neither true nor false is a fault`() throws {
    let s = try Sketch(["x": "12"])
    let play = try Play(try s.chart(s.state("a", on: [s.on("go", to: ["b"], if: "data.x")]), s.state("b")))
    try play.send("go")
    #expect(play.leaves == ["a"])
    #expect(play.faults == 1)
  }

  @Test func `a faulting action ends its own block only`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      StateDefinition(
        id: "a",
        entry: [
          [try s.log("'one'"), try s.log("string(\(Sketch.faulty))"), try s.log("'never'")], [try s.log("'two'")],
        ],
        transitions: [try s.on("error.execution", do: [s.log("'told'")])]))
    #expect(try Play(chart).logs == ["one", "two", "told"])
  }

  @Test func `a fault inside a branch ends the whole block`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("a", entry: [s.choose(("true", [s.log("string(\(Sketch.faulty))")])), s.log("'never'")]))
    #expect(try Play(chart).logs.isEmpty)
  }

  @Test func `a condition of an if that faults is false, and the next branch is asked`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state(
        "a", entry: [s.choose((Sketch.faulty, [s.log("'then'")]), (nil, [s.log("'else'")])), s.log("'after'")],
        on: [s.on("error.execution", do: [s.log("'told'")])]))
    #expect(try Play(chart).logs == ["else", "after", "told"])
  }

  @Test func `a fault in a send's data drops the send`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state(
        "a", entry: [s.send("one", data: Sketch.faulty), s.send("two")], on: [s.on("*", do: [s.log("event.name")])]))
    #expect(try Play(chart).logs == ["error.execution"])
  }

  @Test func `a fault in done data raises an error first, and the done event comes without data`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state(
        "a", on: [s.on("*", do: [s.log("event.name"), s.choose(("event.data == null", [s.log("'no data'")]))])],
        s.final("end", data: Sketch.faulty)))
    #expect(try Play(chart).logs == ["error.execution", "done.state.a", "no data"])
  }

  @Test func `a value that the field's type does not take is a fault, and the field keeps its value`() throws {
    let s = try Sketch(["x": "1", "any": "'text'"], types: ["x": .int])
    let chart = try s.chart(
      s.state(
        "a", entry: [s.assign(["x": "data.any"]), s.log("'never'")], on: [s.on("error.*", do: [s.log("'told'")])]))
    let play = try Play(chart)
    #expect(play["x"] == .int(1))
    #expect(play.logs == ["told"])
  }

  @Test func `an assign whose second part fails leaves its first part undone`() throws {
    let s = try Sketch(["x": "1", "y": "1", "any": "'text'"], types: ["y": .int])
    let play = try Play(try s.chart(s.state("a", entry: [s.assign(["x": "2", "y": "data.any"])])))
    #expect(play["x"] == .int(1))
    #expect(!play.outputs.contains(.assigned(field: 0, .int(2))))
  }

  @Test func `any field can be emptied`() throws {
    let s = try Sketch(["x": "1", "nothing": "null"], types: ["x": .int])
    #expect(try Play(try s.chart(s.state("a", entry: [s.assign(["x": "data.nothing"])])))["x"] == .null)
  }

  @Test func `whole numbers become decimals where the field holds decimals`() throws {
    let s = try Sketch(["x": "null", "any": "12"], types: ["x": .decimal])
    let play = try Play(try s.chart(s.state("a", entry: [s.assign(["x": "data.any"])])))
    #expect(play["x"] == .decimal(Decimal(12)))
  }

  @Test func `a way through something that is no map is a fault`() throws {
    let s = try Sketch(["x": "1"])
    let play = try Play(try s.chart(s.state("a", entry: [s.assign(["x.y": "2"])])))
    #expect(play.faults == 1)
    #expect(play["x"] == .int(1))
  }

  @Test func `an initial value that can't be worked out leaves its field null and raises an error after entry`() throws
  {
    let s = try Sketch(["x": Sketch.faulty, "y": "2"])
    let play = try Play(try s.chart(s.state("a", on: [s.on("error.execution", do: [s.log("'told'")])])))
    #expect(play["x"] == .null)
    #expect(play["y"] == .int(2))
    #expect(play.trace == ["enter a", "take a#0", "log told"])
  }

  @Test func `an eventless guard that always faults raises one error, not errors for ever`() throws {
    let s = try Sketch()
    let play = try Play(try s.chart(s.state("a", on: [s.always(to: ["b"], if: Sketch.faulty)]), s.state("b")))
    #expect(play.faults == 1)
  }

  @Test func `a faulting guard on error.execution itself raises no further error`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("a", on: [s.on("go", to: ["b"], if: Sketch.faulty), s.on("error", to: ["b"], if: Sketch.faulty)]),
      s.state("b"))
    let play = try Play(chart)
    try play.send("go")
    #expect(play.faults == 1)
  }

  @Test func `a guard shared by several regions is asked once, so that its fault counts once`() throws {
    let s = try Sketch()
    let play = try Play(
      try s.chart(
        s.parallel("p", on: [s.on("go", to: ["x"], if: Sketch.faulty)], s.state("r"), s.state("q")), s.state("x")))
    try play.send("go")
    #expect(play.faults == 1)
  }
}
