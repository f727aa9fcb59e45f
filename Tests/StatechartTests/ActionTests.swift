import Expression
import Statechart
import Testing

@Suite struct ActionTests {
  @Test func `all right-hand sides of an assign read the values from before it`() throws {
    let s = try Sketch(["x": "1", "y": "2"])
    let play = try Play(try s.chart(s.state("a", entry: [s.assign(["x": "data.y", "y": "data.x"])])))
    #expect(play["x"] == .int(2))
    #expect(play["y"] == .int(1))
    #expect(play.outputs.suffix(2) == [.assigned(field: 0, .int(2)), .assigned(field: 1, .int(1))])
  }

  @Test func `one assign sees what the assign before it did`() throws {
    let s = try Sketch(["x": "1"])
    let next = try s.assign(["x": "data.x + 1"])
    #expect(try Play(try s.chart(s.state("a", entry: [next, next])))["x"] == .int(3))
  }

  @Test func `assign reaches into maps, makes those that are missing, and keeps the rest`() throws {
    let s = try Sketch(["m": "{'a': {'kept': 1}}", "n": "null"])
    let play = try Play(
      try s.chart(s.state("a", entry: [s.assign(["m.a.b": "2", "n.x.y": "3"])])))
    let inner = MapValue([("kept", .int(1)), ("b", .int(2))])
    #expect(play["m"] == .map(MapValue([("a", .map(inner))])))
    #expect(play["n"] == .map(MapValue([("x", .map(MapValue([("y", .int(3))])))])))
  }

  @Test func `the first branch whose condition holds runs, else the last`() throws {
    let s = try Sketch(["x": "0"])
    let branch = try s.choose(
      ("data.x == 1", [s.log("'one'")]), ("data.x == 2", [s.log("'two'")]), (nil, [s.log("'else'")]))
    let chart = try s.chart(
      s.state("a", on: [s.on("go", do: [s.assign(["x": "data.x + 1"]), branch])]))
    let play = try Play(chart)
    for _ in 0..<3 { try play.send("go") }
    #expect(play.logs == ["one", "two", "else"])
  }

  @Test func `effects are handed out in order with the value of their arguments`() throws {
    let s = try Sketch(["x": "7"])
    let play = try Play(try s.chart(s.state("a", entry: [s.perform(3, "{'n': data.x}"), s.perform(1)])))
    #expect(play.outputs.suffix(2) == [.performed(3, .map(MapValue([("n", .int(7))]))), .performed(1, .null)])
  }

  @Test(arguments: [
    ("'text'", "text"), ("12", "12"), ("true", "true"), ("null", "null"), ("[1, 'a']", "[1, \"a\"]"),
    ("{'k': 1}", "{\"k\": 1}"),
  ])
  func `a log line shows text as it is and other values as the language writes them`(source: String, line: String)
    throws
  {
    let s = try Sketch()
    #expect(try Play(try s.chart(s.state("a", entry: [s.log(source)]))).logs == [line])
  }

  @Test func `expressions see the event that is being answered`() throws {
    let s = try Sketch(["seen": "[]"])
    let chart = try s.chart(
      s.state("a", on: [s.on("*", do: [s.assign(["seen": "[event.name, event.data, event.by]"])])]))
    let play = try Play(chart)
    try play.send("go", data: .int(5), by: "case-manager")
    #expect(play["seen"] == .list([.string("go"), .int(5), .string("case-manager")]))
  }

  @Test func `expressions see data and event as whole maps`() throws {
    let s = try Sketch(["x": "1", "seen": "null"])
    let chart = try s.chart(s.state("a", on: [s.on("go", do: [s.assign(["seen": "[data, event]"])])]))
    let play = try Play(chart)
    try play.send("go")
    let data = MapValue([("x", .int(1)), ("seen", .null)])
    let event = MapValue([("name", .string("go")), ("data", .null), ("by", .null)])
    #expect(play["seen"] == .list([.map(data), .map(event)]))
  }

  @Test(arguments: [Type.int, .string, .decimal, .date, .list(.string), .map(.string, .int), .dyn])
  func `whether a field has a value yet can be asked, whatever its type`(type: Type) throws {
    let s = try Sketch(["x": "null", "y": "[]"], types: ["x": type])
    let chart = try s.chart(s.state("a", entry: [s.assign(["y": "[data.x == null, has(data.x)]"])]))
    #expect(try Play(chart)["y"] == .list([.bool(true), .bool(false)]))
  }

  @Test func `fields take their initial values in order, unless the case is opened with others`() throws {
    let s = try Sketch(["x": "1", "y": "data.x + 1"])
    let chart = try s.chart(s.state("a"))
    #expect(try Play(chart)["y"] == .int(2))
    #expect(try Play(chart, given: [0: .int(10)])["y"] == .int(11))
  }

  struct Surroundings: Host {
    func value(of variable: Int, data: [Value]) -> Value { .list([.int(Int64(variable))] + data) }

    func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value {
      .list([.int(Int64(function))] + arguments)
    }
  }

  @Test func `the host's variables and functions are counted from 0, and its variables may depend on data`() throws {
    let s = try Sketch(
      ["x": "5", "seen": "null"],
      hostVariables: [Variable(name: "now", type: .dyn), Variable(name: "place", type: .dyn)],
      hostFunctions: [
        Function(name: "f", parameters: [.int], result: .dyn), Function(name: "g", parameters: [.int], result: .dyn),
      ])
    let chart = try s.chart(s.state("a", entry: [s.assign(["seen": "[place, g(2)]"])]))
    let play = try Play(chart, host: Surroundings())
    #expect(play["seen"] == .list([.list([.int(1), .int(5), .null]), .list([.int(1), .int(2)])]))
  }
}
