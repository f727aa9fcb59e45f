import Analysis
import Casework
import Testing

struct ForecastTests {
  private static let ladder = """
    parties:
      desk: { title: Desk, staff: true }
      head: { title: Head, staff: true }
    clocks: { promise: { limit: "workingDays(6)", stops: [closed] } }
    initial: with-desk
    states:
      with-desk: { owner: desk, within: 5 working days, remind: [3 working days], otherwise: with-head,
                   on: { done: { by: [desk], target: closed } } }
      with-head: { owner: head, within: 2 working days, otherwise: closed }
      closed: { type: final }
    """

  private static func forecast(_ text: String = ladder, at start: String = Written.start) throws -> Forecast {
    let simulation = try Written.simulation(of: try Written.workflow(text), facts: try Written.facts(at: start))
    return Forecast(of: simulation.case, in: simulation.workflow, given: simulation.facts)
  }

  @Test func `each rung is foretold with its date, and so is the end`() throws {
    let forecast = try Self.forecast()
    #expect(
      forecast.steps.map { "\($0.timer) \($0.at.rfc3339)" } == [
        "with-desk.remind.1 2026-03-05T17:00:00Z", "with-desk.within 2026-03-09T17:00:00Z",
        "with-head.within 2026-03-11T17:00:00Z",
      ])
    guard case .closes(let at) = forecast.end else {
      Issue.record("it does not close")
      return
    }
    #expect(at.rfc3339 == "2026-03-11T17:00:00Z")
    #expect(forecast.steps.map(\.closes) == [false, false, true])
  }

  @Test func `a promise that silence breaks is foretold with its instant`() throws {
    #expect(try Self.forecast().breaches.map { "\($0.clock) \($0.at.rfc3339)" } == ["promise 2026-03-10T17:00:00Z"])
  }

  @Test func `the holidays on the way are named, and the weekends that they add are counted`() throws {
    // Good Friday and Easter Monday push the fifth day over a weekend and two holidays.
    let forecast = try Self.forecast(at: "2026-04-01T10:00:00Z")
    let deadline = forecast.steps[1]
    #expect(deadline.at.rfc3339 == "2026-04-10T16:00:00Z")
    let count = try #require(forecast.count(of: deadline))
    #expect(count.holidays.map(\.explanation) == ["Good Friday", "Easter Monday"])
    #expect(count.closed.count == 4 && count.moreWeekends == 0)
    let later = try Self.forecast(at: "2026-03-27T10:00:00Z")
    #expect(later.count(of: later.steps[1])?.moreWeekends == 1)
  }

  @Test func `a step that is refused is named and holds up no other timer`() throws {
    // The calendar ends long before 900 working days do.
    let forecast = try Self.forecast(
      """
      initial: both
      states:
        both:
          type: parallel
          states:
            left:
              states:
                one: { after: { 1 hour: two } }
                two: { after: { 900 working days: three } }
                three: {}
            right:
              states:
                four: { after: { 150 minutes: five } }
                five: {}
      """)
    #expect(forecast.steps.map { "\($0.timer) \($0.at.rfc3339)" } == ["four.after 150 minutes 2026-03-02T12:30:00Z"])
    let stall = try #require(forecast.stalls.first)
    #expect(stall.timer == "one.after 1 hour" && stall.at.rfc3339 == "2026-03-02T11:00:00Z")
    // At 11:00, 12:00 and 12:30, and then by the hour for a week.
    #expect(stall.attempts == 3 + 168 && forecast.stalls.count == 1)
    guard case .refused(let at, .calendar) = forecast.end else {
      Issue.record("it does not say that a person has to look")
      return
    }
    #expect(at == stall.at)
    // Both were noted in the history, as the engine does.
    #expect(forecast.steps.first?.update.entry.revision == 1 + 3 + 1)
  }

  @Test func `a case that nothing moves is said to wait, and why`() throws {
    var simulation = try Written.simulation(of: try Written.workflow(Self.ladder))
    try simulation.pause(reason: "a court case", by: Actor(role: "desk"))
    guard
      case .waits(.paused(_, "a court case")) =
        Forecast(of: simulation.case, in: simulation.workflow, given: simulation.facts).end
    else {
      Issue.record("it does not say that it is paused")
      return
    }
    let idle =
      "parties: { desk: { title: D, staff: true } }\ninitial: a\nstates: { a: { owner: desk, on: { go: { by: [desk], target: z } } }, z: { type: final } }"
    guard case .waits(.nothingRuns) = try Self.forecast(idle).end else {
      Issue.record("it does not wait")
      return
    }
  }
}
