import Statechart
import Testing

@Suite struct SelectionTests {
  @Test func `the first transition in document order whose guard holds is taken`() throws {
    let s = try Sketch(["x": "2"])
    let chart = try s.chart(
      s.state(
        "a",
        on: [
          s.on("go", to: ["b"], if: "data.x == 1"), s.on("go", to: ["c"], if: "data.x == 2"), s.on("go", to: ["d"]),
        ]), s.state("b"), s.state("c"), s.state("d"))
    #expect(try Play(chart).trace(of: "go") == ["exit a", "take a#1", "enter c"])
  }

  @Test func `an inner state's transition goes before its ancestors'`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("outer", on: [s.on("go", to: ["x"])], s.state("inner", on: [s.on("go", to: ["y"])])), s.state("x"),
      s.state("y"))
    #expect(try Play(chart).trace(of: "go") == ["exit inner", "exit outer", "take inner#0", "enter y"])
  }

  @Test func `an ancestor's transition is taken when the inner guards fail`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("outer", on: [s.on("go", to: ["x"])], s.state("inner", on: [s.on("go", to: ["y"], if: "false")])),
      s.state("x"), s.state("y"))
    #expect(try Play(chart).trace(of: "go") == ["exit inner", "exit outer", "take outer#0", "enter x"])
  }

  @Test func `every region answers an event with its own transition, in document order`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.parallel(
        "p", s.state("r", s.state("r1", on: [s.on("go", to: ["r2"])]), s.state("r2")),
        s.state("q", s.state("q1", on: [s.on("go", to: ["q2"])]), s.state("q2"))))
    #expect(
      try Play(chart).trace(of: "go") == ["exit q1", "exit r1", "take r1#0", "take q1#0", "enter r2", "enter q2"])
  }

  @Test func `a transition of a common ancestor is taken once for all its regions`() throws {
    let s = try Sketch(["n": "0"])
    let chart = try s.chart(
      s.parallel("p", on: [s.on("go", do: [s.assign(["n": "data.n + 1"])])], s.state("r"), s.state("q")))
    let play = try Play(chart)
    #expect(try play.trace(of: "go") == ["take p#0"])
    #expect(play["n"] == .int(1))
  }

  @Test func `a targetless transition leaves nothing, enters nothing and consumes the event`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state("outer", on: [s.on("go", to: ["x"])], s.state("inner", on: [s.on("go", do: [s.log("'stay'")])])),
      s.state("x"))
    let play = try Play(chart)
    #expect(try play.trace(of: "go") == ["take inner#0", "log stay"])
    #expect(play.leaves == ["inner"])
  }

  @Test func `of two transitions that leave a state in common, the one selected by the earlier leaf wins`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.parallel("p", s.state("r", on: [s.on("go", to: ["x"])]), s.state("q", on: [s.on("go", to: ["y"])])),
      s.state("x"), s.state("y"))
    #expect(try Play(chart).trace(of: "go") == ["exit q", "exit r", "exit p", "take r#0", "enter x"])
  }

  @Test func `of two transitions that leave a state in common, the one from inside the other's source wins`() throws {
    let s = try Sketch()
    // r1's leaf selects nothing of its own, so p's transition comes first; q1's is the descendant's.
    let chart = try s.chart(
      s.parallel("p", on: [s.on("go", to: ["x"])], s.state("r"), s.state("q", on: [s.on("go", to: ["y"])])),
      s.state("x"), s.state("y"))
    #expect(try Play(chart).trace(of: "go") == ["exit q", "exit r", "exit p", "take q#0", "enter y"])
  }

  @Test func `a targetless transition is preempted by nothing`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.parallel(
        "p", s.state("r", on: [s.on("go", to: ["x"])]), s.state("q", on: [s.on("go", do: [s.log("'q'")])])),
      s.state("x"))
    #expect(
      try Play(chart).trace(of: "go") == ["exit q", "exit r", "exit p", "take r#0", "take q#0", "log q", "enter x"])
  }

  @Test func `eventless transitions are taken before a raised event, and that before an event from outside`() throws {
    let s = try Sketch()
    let chart = try s.chart(
      s.state(
        "a", on: [s.on("go", to: ["b"], do: [s.send("out"), s.raise("in")])]),
      s.state("b", on: [s.always(to: ["c"]), s.on("in", to: ["x"])]),
      s.state("c", on: [s.on("in", to: ["d"]), s.on("out", to: ["x"])]), s.state("d", on: [s.on("out", to: ["e"])]),
      s.state("e"), s.state("x"))
    #expect(
      try Play(chart).trace(of: "go") == [
        "exit a", "take a#0", "enter b", "exit b", "take b#0", "enter c", "exit c", "take c#0", "enter d", "exit d",
        "take d#0", "enter e",
      ])
  }

  @Test func `an event that nothing matches changes nothing and is told to the host`() throws {
    let s = try Sketch()
    let play = try Play(try s.chart(s.state("a", on: [s.on("go", to: ["b"])]), s.state("b")))
    let before = play.session
    #expect(try play.send("other", data: .int(1)) == [.ignored(Event("other", data: .int(1)))])
    #expect(play.session == before)
  }

  @Test func `a raised event that nothing matches is dropped without a word`() throws {
    let s = try Sketch()
    let play = try Play(try s.chart(s.state("a", on: [s.on("go", do: [s.raise("nobody")])])))
    #expect(try play.send("go") == [.took(0), .raised("nobody")])
  }

  @Test func `a transition of the workflow itself is open in every state`() throws {
    let s = try Sketch()
    let chart = try s.chart(on: [s.on("withdraw", to: ["gone"])], s.state("a", s.state("a1")), s.state("gone"))
    #expect(try Play(chart).trace(of: "withdraw") == ["exit a1", "exit a", "take #0", "enter gone"])
  }
}
