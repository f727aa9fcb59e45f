import Expression
import Statechart
import Testing

@Suite struct SessionRecordTests {
  private func chart(renamed: Bool = false) throws -> Statechart {
    let s = try Sketch(["x": "1"], types: ["x": .int])
    return try s.chart(
      s.state(
        "work", on: [s.on("pause", to: ["pause"])], s.history("back", deep: true, to: "first"),
        s.state(renamed ? "start" : "first"), s.state(renamed ? "first" : "second")),
      s.parallel("both", s.state("r"), s.state("q")), s.state("pause", on: [s.on("resume", to: ["back"])]))
  }

  @Test func `a record says in names where the case stands`() throws {
    let play = try Play(try chart())
    try play.send("pause")
    #expect(
      play.chart.record(of: play.session)
        == SessionRecord(configuration: ["pause"], history: ["back": ["first"]], data: ["x": .int(1)]))
  }

  @Test func `a record that was written by one version reads into another that keeps the names`() throws {
    let play = try Play(try chart())
    try play.send("pause")
    let other = try chart(renamed: true)
    var session = try other.session(from: play.chart.record(of: play.session))
    _ = try other.macrostep(&session, on: Event("resume"))
    #expect(other.leaves(session) == ["first"])
  }

  @Test(arguments: [
    (SessionRecord(configuration: ["nowhere"]), SessionRecordError.unknownState("nowhere")),
    (SessionRecord(configuration: ["back"]), .unknownState("back")),
    (SessionRecord(configuration: ["pause"], history: ["gone": []]), .unknownState("gone")),
    (SessionRecord(configuration: ["pause"], history: ["pause": []]), .unknownState("pause")),
    (SessionRecord(configuration: ["pause"], history: ["back": ["pause"]]), .impossibleHistory("back")),
    (SessionRecord(configuration: ["pause"], data: ["y": .int(1)]), .unknownField("y")),
    (SessionRecord(configuration: ["pause"], data: ["x": .string("1")]), .wrongType(field: "x")),
    (SessionRecord(configuration: ["first"]), .impossibleConfiguration(at: "first")),
    (SessionRecord(configuration: ["work"]), .impossibleConfiguration(at: "work")),
    (SessionRecord(configuration: ["work", "first", "second"]), .impossibleConfiguration(at: "work")),
    (SessionRecord(configuration: ["both", "r"]), .impossibleConfiguration(at: "both")),
    (SessionRecord(configuration: []), .impossibleConfiguration(at: "")),
  ])
  func `a record that the chart can't stand for is refused with the reason`(
    record: SessionRecord, error: SessionRecordError
  ) throws {
    let chart = try chart()
    #expect(throws: error) { try chart.session(from: record) }
  }

  @Test func `fields that a record lacks are null`() throws {
    #expect(try chart().session(from: SessionRecord(configuration: ["pause"])).data == [.null])
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `a case that is restored from its record before every step goes on as one that never was`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let chart = try RandomChart(&random).chart
    guard let through = try? Play(chart), let restarting = try? Play(chart, restarts: true) else { return }
    for _ in 0..<25 {
      let event = "e\(Int.random(in: 0..<5, using: &random))"
      let data = Value.int(Int64.random(in: 0..<10, using: &random))
      let advance = Int.random(in: 0..<40, using: &random)
      for play in [through, restarting] {
        // A step that goes round in circles is refused in both.
        do { try play.send(event, data: data) } catch is MicrostepLimitExceeded {}
        do { try play.advance(advance) } catch is MicrostepLimitExceeded {}
      }
      #expect(through.trace == restarting.trace)
      #expect(through.session == restarting.session)
      #expect(through.timerNames == restarting.timerNames)
    }
  }
}
