import Analysis
import Casework
import Testing

struct ForecastTests {
  private static let ladder = """
    parties:
      desk: { title: Desk, staff: true }
      head: { title: Head, staff: true }
    initial: with-desk
    states:
      with-desk: { owner: desk, within: 5 working days, remind: [3 working days], otherwise: with-head,
                   on: { done: { by: [desk], target: closed } } }
      with-head: { owner: head, within: 2 working days, otherwise: closed }
      closed: { type: final }
    """

  @Test func `each rung is foretold with its date, and so is the end`() throws {
    let simulation = try Written.simulation(of: try Written.workflow(Self.ladder))
    let forecast = Forecast(of: simulation.case, in: simulation.workflow, given: simulation.facts)
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
  }
}
