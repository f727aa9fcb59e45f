import Analysis
import CaseKit
import Casework
import CivilTime
import Engine
import JSON
import MemoryStore
import Testing

/// What a forecast says is what then happens when nobody acts.
@Suite struct ForecastPropertyTests {
  @Test(arguments: try ShippedScheme.names)
  func `what is forecast is what happens when everybody is silent, event for event`(_ workflow: String) async throws {
    var (steps, messages, closed) = (0, 0, 0)
    for seed in 1...14 {
      let memory = MemoryStore(now: Instant(seconds: 0))
      var life = try await Life(of: workflow, seed: UInt64(seed), in: memory) { memory.now = $0 }
      for _ in 0..<(seed % 14) { try await life.go() }
      let outcome = try await Silence.check(&life)
      steps += outcome.steps
      messages += outcome.messages
      closed += outcome.closed ? 1 : 0
    }
    #expect(steps > 25 && messages > 10, "\(workflow): \(steps) steps, \(messages) messages, \(closed) ends")
  }
}
