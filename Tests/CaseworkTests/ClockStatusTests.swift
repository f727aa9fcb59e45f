import Casework
import CivilTime
import JSON
import Testing

@Suite struct ClockStatusTests {
  private let promise = """
    parties: { desk: { title: Desk, staff: true } }
    clocks:
      promise:
        limit: days(10)
        starts: working
        stops: [answered]
        pauses-in: [asking]
        warn-at: [50%, 100%]
    initial: open
    states:
      open:
        initial: new
        on: { clock.promise: { actions: [log: "'warned'"] } }
        states:
          new: { on: { begin: { by: [desk], target: working } } }
          working: { on: { ask: { by: [desk], target: asking }, answer: { by: [desk], target: answered } } }
          asking: { on: { told: { by: [desk], target: working } } }
          answered: { on: { end: { by: [desk], target: closed } } }
      closed: { type: final }
    """

  private func status(_ play: Play) throws -> ClockStatus {
    let now = play.simulation.facts.now
    // What a list reads is what was kept.
    let kept = try play.reread()
    #expect(kept == play.simulation.case)
    return try #require(try play.simulation.workflow.clockStatuses(of: kept, at: now, Play.calendar).first)
  }

  @Test func `a clock waits, runs, warns, is breached and never moves the case`() throws {
    var play = try Play(promise)
    #expect(try status(play).phase == .waiting)
    try play.send("begin")
    #expect(try status(play).phase == .running)
    #expect(try status(play).limit?.rfc3339 == "2026-03-12T10:00:00Z")
    try play.at("2026-03-07T10:00:00Z")
    #expect(try status(play).phase == .warned)
    #expect(try status(play).warned == 50)
    try play.at("2026-03-12T10:00:00Z")
    #expect(try status(play).phase == .breached)
    #expect(try status(play).warned == 100)
    #expect(play.entries.map(\.name) == ["clock.promise.100%"])
    #expect(play.states == ["working"])
    try play.send("answer")
    let stopped = try status(play)
    #expect(stopped.phase == .stopped && stopped.isBreached)
    #expect(stopped.limit?.rfc3339 == "2026-03-12T10:00:00Z")
  }

  @Test func `a clock stands still in its states and while the case is paused, and its limit moves by as much`() throws
  {
    var play = try Play(promise)
    try play.send("begin")
    try play.send("ask")
    #expect(try status(play).phase == .paused)
    #expect(try status(play).limit == nil)
    try play.at("2026-03-04T10:00:00Z")
    try play.send("told")
    #expect(try status(play).limit?.rfc3339 == "2026-03-14T10:00:00Z")
    try play.pause()
    #expect(try status(play).phase == .paused)
    try play.at("2026-03-05T10:00:00Z")
    try play.resume()
    #expect(try status(play).limit?.rfc3339 == "2026-03-15T10:00:00Z")
    try play.send("answer")
    #expect(try status(play).phase == .stopped)
    #expect(try !status(play).isBreached)
  }

  @Test func `a clock that an older document only names is worked out of its next warning`() throws {
    var play = try Play(promise)
    try play.send("begin")
    let workflow = play.simulation.workflow
    let kept = play.simulation.case
    var document = CaseDocument.document(of: kept, workflow)
    document["clocks"] = ["promise"]
    let old = try CaseDocument.case(
      kept.id, from: document, workflow, revision: kept.revision, openedAt: kept.openedAt, closedAt: nil)
    #expect(old == kept)
  }
}
