import Expression
@testable import Statechart
import Testing

@Suite struct MicrostepLimitTests {
  /// Goes round until the counter reaches a limit: one microstep a round.
  private func loop(to limit: Int) throws -> Statechart {
    let s = try Sketch(["n": "0"])
    let round = try s.assign(["n": "data.n + 1"])
    return try s.chart(
      s.state("rest", on: [s.on("go", to: ["loop"], do: [round])]),
      s.state("loop", on: [s.always(if: "data.n < \(limit)", do: [round])]))
  }

  @Test func `a step of 1,000 microsteps is done`() throws {
    let play = try Play(try loop(to: 1_000))
    try play.send("go")
    #expect(play["n"] == .int(1_000))
  }

  @Test func `a step of 1,001 microsteps is refused, and the case stands where it stood`() throws {
    let play = try Play(try loop(to: 1_001))
    let before = play.session
    #expect(throws: MicrostepLimitExceeded(activeStates: ["loop"])) { try play.send("go") }
    #expect(play.session == before)
  }

  @Test func `a chart that never rests can't be opened`() throws {
    let s = try Sketch()
    let chart = try s.chart(s.state("a", on: [s.always(to: ["b"])]), s.state("b", on: [s.always(to: ["a"])]))
    #expect(throws: MicrostepLimitExceeded.self) { try Play(chart) }
  }

  @Test func `events that call each other for ever are refused likewise`() throws {
    let s = try Sketch()
    let chart = try s.chart(s.state("a", on: [s.on("ping", do: [s.raise("ping")])]))
    let play = try Play(chart)
    #expect(throws: MicrostepLimitExceeded.self) { try play.send("ping") }
  }

  @Test func `the refusal names its code, the limit and the states in the circle`() {
    let text = MicrostepLimitExceeded(activeStates: ["a", "b"]).description
    #expect(text.hasPrefix("error.execution.limit: more than 1000 microsteps in one step, around a, b;"))
  }
}
