import Analysis
import CaseKit
import Casework
import CivilTime
import Engine
import JSON
import MemoryStore
import TestKit
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

  /// Two regions: in one the step of a timer is refused, as the calendar ends before the next does; in the other timers go
  /// on, and in the end may leave both.
  private static func text(refusedAfter hours: Int, others minutes: [Int], ends: Bool) -> String {
    let rungs = minutes.enumerated().map { "r\($0): { after: { \($1) minutes: r\($0 + 1) } }" }
    let last = ends ? "{ always: closed }" : "{}"
    return """
      workflow: stuck
      title: Stuck
      calendar: office
      initial: both
      states:
        both:
          type: parallel
          states:
            left:
              states:
                one: { after: { \(hours) hours: two } }
                two: { after: { 900 working days: three } }
                three: {}
            right:
              states: { \(rungs.joined(separator: ", ")), r\(minutes.count): \(last) }
        closed: { type: final }
      """
  }

  @Test func `a step that is refused is foretold, and what the other timers then do`() async throws {
    var dice = SplitMix(state: 7)
    var (refusals, stepsAfter, ends) = (0, 0, 0)
    for number in 1...20 {
      let minutes = (0..<Int.random(in: 1...4, using: &dice)).map { _ in Int.random(in: 5...900, using: &dice) }
      let scheme = try await Scheme(
        Self.text(
          refusedAfter: Int.random(in: 1...20, using: &dice), others: minutes, ends: Bool.random(using: &dice)))
      let record = try await scheme.open(number, of: "stuck")
      let library = Library(reader: scheme.reader)
      let forecast = try await scheme.memory.transaction { transaction in
        let workflow = try library.workflow(record.version, transaction)
        let look = try transaction.look(at: [record.id], for: [])
        let facts = try library.facts(for: workflow, look, transaction)
        return Forecast(of: try record.case(workflow), in: workflow, given: facts)
      }
      let tries = forecast.stalls.map(\.attempts).reduce(0, +)
      while try await scheme.journal(number).count < 1 + forecast.steps.count + tries,
        let due = try await scheme.record(number).nextDue
      {
        scheme.memory.now = due
        while try await scheme.timers.fireDue() > 0 {}
      }
      let happened = try await scheme.journal(number).dropFirst()
      #expect(happened.filter { $0.kind != .parked } == forecast.steps.map(\.update.entry))
      #expect(happened.count { $0.kind == .parked } == tries)
      #expect(happened.first { $0.kind == .parked }?.at == forecast.stalls.first?.at)
      let end = try await scheme.record(number)
      switch forecast.end {
      case .closes(let at):
        ends += 1
        #expect(end.closedAt == at)
      case .refused(_, let reason): #expect(end.closedAt == nil && end.parked == reason.description)
      case .waits, .goesOn: Issue.record("\(forecast.end)")
      }
      refusals += tries
      stepsAfter += forecast.steps.count { step in forecast.stalls.first.map { step.at > $0.at } ?? false }
    }
    #expect(refusals > 100 && stepsAfter > 10 && ends > 2, "\(refusals), \(stepsAfter), \(ends)")
  }
}
