import Casework
import CivilTime
import JSON
import Testing

@Suite struct RecalculationTests {
  private static let easter = [("2026-04-03", "Good Friday"), ("2026-04-06", "Easter Monday")]
  private static let jubilee = easter + [("2026-03-05", "Jubilee")]

  private let ladder = """
    longest-pause: 30 days
    parties: { desk: { title: Desk, staff: true } }
    initial: a
    states:
      a:
        owner: desk
        within: 5 working days
        remind: [2 working days]
        otherwise: b
        after: { 3 days: { actions: [log: "'three'"] } }
        on: { go: { by: [desk], target: b } }
      b: { after: { 2 working days: c } }
      c: {}
    """

  @Test func `deadlines whose count holds the new holiday move, and the history says which and why`() throws {
    var play = try Play(ladder)
    #expect(
      try play.timers == [
        "a.remind.1 2026-03-04T17:00:00Z", "a.after 3 days 2026-03-05T10:00:00Z", "a.within 2026-03-09T17:00:00Z",
      ])
    try play.change(holidays: Self.jubilee, keepsDates: false)
    #expect(
      try play.timers == [
        "a.remind.1 2026-03-04T17:00:00Z", "a.after 3 days 2026-03-05T10:00:00Z", "a.within 2026-03-10T17:00:00Z",
      ])
    let entry = try #require(play.entries.first)
    #expect(entry.kind == .recalculated && entry.name == "calendar")
    #expect(
      JSONValue.object(entry.payload) == [
        "calendar": "office", "version": 2,
        "moved": [
          [
            "timer": "a.within", "from": "2026-03-09T17:00:00Z", "to": "2026-03-10T17:00:00Z",
            "because": ["Thursday 5 March 2026 is no working day now: Jubilee"],
          ]
        ],
      ])
  }

  @Test func `dates that are kept stay, and what starts afterwards counts with the new calendar`() throws {
    var play = try Play(ladder)
    try play.change(holidays: Self.jubilee, keepsDates: true)
    #expect(try play.timers.last == "a.within 2026-03-09T17:00:00Z")
    #expect(play.entries.first?.payload["kept"]?[0]?["to"] == "2026-03-10T17:00:00Z")
    try play.at("2026-03-04T12:00:00Z")
    try play.send("go")
    #expect(try play.timers == ["b.after 2 working days 2026-03-09T17:00:00Z"])
  }

  @Test func `a kept date outlives storage, a pause moves it, and another calendar does not`() throws {
    var play = try Play(ladder)
    try play.change(holidays: Self.jubilee, keepsDates: true)
    let workflow = play.simulation.workflow
    let kept = play.simulation.case
    func again(_ case: Case) throws -> Case {
      try CaseDocument.case(
        `case`.id, from: CaseDocument.document(of: `case`, workflow), workflow, revision: `case`.revision,
        openedAt: `case`.openedAt, closedAt: nil)
    }
    #expect(try again(kept) == kept)
    try play.change(holidays: [("2026-03-06", "Gala")], keepsDates: false)
    #expect(try play.timers.last == "a.within 2026-03-09T17:00:00Z")
    try play.at("2026-03-03T09:00:00Z")
    try play.pause()
    #expect(try again(play.simulation.case) == play.simulation.case)
    try play.at("2026-03-03T17:00:00Z")
    try play.resume()
    #expect(try again(play.simulation.case) == play.simulation.case)
    #expect(try play.timers.last == "a.within 2026-03-10T17:00:00Z")
  }

  @Test func `a paused case has no date that could move, and counts with the new calendar when it runs on`() throws {
    var play = try Play(ladder)
    try play.pause()
    try play.change(holidays: Self.jubilee, keepsDates: true)
    #expect(play.entries.first?.payload["kept"] == [])
    try play.resume()
    #expect(try play.timers.last == "a.within 2026-03-10T17:00:00Z")
  }

  @Test func `a deadline that moves into the past fires at once, with the date that it should have had`() throws {
    var play = try Play(ladder)
    try play.change(holidays: Self.jubilee, keepsDates: false)
    try play.at("2026-03-10T10:00:00Z")
    try play.change(holidays: Self.easter, keepsDates: false)
    #expect(play.states == ["b"])
    #expect(play.entries.map(\.name) == ["calendar", "a.within"])
    #expect(play.entries.last?.due == Instant(rfc3339: "2026-03-09T17:00:00Z"))
  }

  @Test func `a calendar that ends before a running deadline is refused, and nothing has changed`() throws {
    var play = try Play(ladder, start: "2027-12-20T10:00:00Z")
    let before = play.simulation.case
    let full = (27...31).map { ("2027-12-\($0)", "Closed") }
    #expect(throws: Simulation.Refusal.self) { try play.change(holidays: full, keepsDates: false) }
    #expect(play.simulation.case == before)
  }
}
