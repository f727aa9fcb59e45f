@testable import Statechart
import Testing

@Suite struct StatechartErrorTests {
  @Test func `every mistake of a definition is told at once`() throws {
    let s = try Sketch()
    let error = #expect(throws: StatechartError.self) {
      try s.chart(
        initial: ["gone"], s.state("a", on: [s.on("go", to: ["nowhere"])]), s.state("a"),
        s.parallel("p", s.state("")), s.parallel("empty"))
    }
    #expect(
      error?.problems == [
        .duplicateID("a"), .emptyID(parent: "p"), .unknownTarget("gone", of: ""), .unknownTarget("nowhere", of: "a"),
        .noChildren("empty"),
      ])
  }

  @Test func `several targets must be in different regions of a parallel`() throws {
    let s = try Sketch()
    let error = #expect(throws: StatechartError.self) {
      try s.chart(s.state("a", on: [s.on("go", to: ["b", "c"])]), s.state("b"), s.state("c"))
    }
    #expect(error?.problems == [.conflictingTargets(["b", "c"], of: "a")])
  }

  @Test func `a state can begin only inside itself`() throws {
    let s = try Sketch()
    let error = #expect(throws: StatechartError.self) {
      try s.chart(s.state("a", initial: ["b"], s.state("a1")), s.state("b"))
    }
    #expect(error?.problems == [.initialOutside("b", of: "a")])
  }

  @Test func `a final state has neither children nor transitions`() throws {
    let s = try Sketch()
    let error = #expect(throws: StatechartError.self) {
      try s.chart(StateDefinition(id: "end", kind: .final, transitions: [try s.on("go", to: ["end"])]))
    }
    #expect(error?.problems == [.leafHasContent("end")])
  }

  @Test func `a history needs a default inside its parent`() throws {
    let s = try Sketch()
    let error = #expect(throws: StatechartError.self) {
      try s.chart(
        s.state("a", s.state("a1"), StateDefinition(id: "h1", kind: .history(deep: false)), s.history("h2", to: "b")),
        s.state("b"))
    }
    #expect(error?.problems == [.historyWithoutDefault("h1"), .historyDefaultOutside("b", of: "h2")])
  }

  @Test func `each mistake says in words what to do`() {
    let problems: [StatechartError.Problem] = [
      .duplicateID("a"), .emptyID(parent: "p"), .unknownTarget("x", of: "a"), .initialOutside("b", of: "a"),
      .conflictingTargets(["b", "c"], of: "a"), .noChildren("p"), .leafHasContent("f"), .historyWithoutDefault("h"),
      .historyDefaultOutside("x", of: "h"),
    ]
    #expect(StatechartError(problems: problems).description.split(separator: "\n").count == problems.count)
  }
}
