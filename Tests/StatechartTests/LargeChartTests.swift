import Expression
import Statechart
import Testing

@Suite struct LargeChartTests {
  @Test func `a chart of 500 states steps from the first to the last`() throws {
    let s = try Sketch(["n": "0"])
    let states = try (0..<500).map { number in
      try s.state("s\(number)", on: [s.on("next", to: ["s\((number + 1) % 500)"], do: [s.assign(["n": "data.n + 1"])])])
    }
    let chart = try Statechart(root: StateDefinition(id: "", children: states), fields: s.fields)
    let play = try Play(chart, restarts: true)
    for _ in 0..<499 { try play.send("next") }
    #expect(play.leaves == ["s499"])
    #expect(play["n"] == .int(499))
  }

  @Test func `a parallel of 300 regions is entered, answers an event everywhere and is done`() throws {
    let s = try Sketch()
    let regions = try (0..<300).map { number in
      try s.state(
        "r\(number)", s.state("r\(number)-open", on: [s.on("end", to: ["r\(number)-end"])]), s.final("r\(number)-end"))
    }
    let parallel = StateDefinition(id: "p", kind: .parallel, transitions: [try s.done(to: ["end"])], children: regions)
    let chart = try Statechart(root: StateDefinition(id: "", children: [parallel, try s.final("end")]))
    let play = try Play(chart)
    #expect(play.leaves.count == 300)
    try play.send("end")
    #expect(play.isDone)
  }

  @Test func `a nest of 200 levels is entered from the outside in`() throws {
    let s = try Sketch()
    var innermost = s.state("d200", on: [try s.on("out", to: ["d0"])])
    for level in (0..<200).reversed() { innermost = s.state("d\(level)", innermost) }
    let play = try Play(try Statechart(root: StateDefinition(id: "", children: [innermost])))
    #expect(play.trace == (0...200).map { "enter d\($0)" })
    #expect(try play.trace(of: "out").count == 201 + 1 + 201)
  }
}
