import Statechart
import Testing

@Suite struct EventDescriptorTests {
  @Test(arguments: [
    ("a", "a", true), ("a", "a.b", true), ("a", "a.b.c", true), ("a", "ab", false), ("a", "b.a", false),
    ("a.b", "a.b", true), ("a.b", "a", false), ("a.b", "a.bc", false), ("a.*", "a", true), ("a.*", "a.b", true),
    ("a.*", "ab", false), ("a.", "a.b", true), ("*", "a", true), ("*", "error.execution", true), ("", "a", false),
    (".*", "a", false), ("é", "é.b", true),
  ])
  func `a descriptor matches a name token by token`(descriptor: String, name: String, matches: Bool) {
    #expect(EventDescriptor(descriptor).matches(name) == matches)
  }

  @Test func `any of a transition's descriptors calls it`() throws {
    let s = try Sketch()
    let chart = try s.chart(s.state("a", on: [s.on("x", "y.*", do: [s.log("event.name")])]))
    let play = try Play(chart)
    for name in ["x", "y", "y.z", "z"] { try play.send(name) }
    #expect(play.logs == ["x", "y", "y.z"])
  }

  @Test func `a wildcard answers errors and done events, but never a timer`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("a", on: [s.on("*", do: [s.log("event.name")]), s.after(10, do: [s.log("'timer'")])]))
    let play = try Play(chart)
    try play.send("anything")
    try play.advance(10)
    #expect(play.logs == ["anything", "timer"])
  }
}
