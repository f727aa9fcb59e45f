import Casework
import CivilTime
import Engine
import JSON
import Synchronization
import Testing

@Suite struct CalendarServiceTests {
  /// A ladder in working days: the office is closed on Thursdays of nobody's choosing.
  private static let ladder = """
    workflow: ladder
    title: Ladder
    calendar: office
    longest-pause: 30 days
    parties: { desk: { title: Desk, staff: true } }
    initial: a
    states:
      a:
        owner: desk
        within: 5 working days
        otherwise: b
        after: { 24 hours: { actions: [log: "'a day'"] } }
        on: { go: { by: [desk], target: b } }
      b: { type: final }
    """

  /// What was told, in short.
  private final class Told: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }

    func take(_ report: CalendarService.Report) {
      lines.withLock { lines in
        switch report {
        case .begins: lines = []
        case .change(let change):
          for move in change.moves {
            let name = change.workflow.timerName(move.timer)
            lines.append("\(change.record.reference) \(name) \(move.before.rfc3339) \(move.after.rfc3339)")
          }
        }
      }
    }
  }

  private func scheme(cases: Int) async throws -> (Scheme, CalendarService, Told) {
    let scheme = try await Scheme(Self.ladder)
    for number in 1...cases { try await scheme.open(number, of: "ladder") }
    return (scheme, CalendarService(store: scheme.store, reader: scheme.reader), Told())
  }

  private static let clerk = Actor(role: "operator", name: "o.p")
  private static let new = ["office": "2027 2026-01-08"]

  private func line(_ number: Int, _ before: String = "2026-01-12", _ after: String = "2026-01-13") -> String {
    "\(CaseReference(of: Scheme.caseID(number))) a.within \(before)T17:00:00Z \(after)T17:00:00Z"
  }

  @Test func `a preview names each timer that would move, from when to when and why, and changes nothing`()
    async throws
  {
    let (scheme, service, told) = try await scheme(cases: 2)
    let changes = Mutex<[JSONValue]>([])
    let summary = try await service.preview(Self.new) { report in
      told.take(report)
      if case .change(let change) = report { changes.withLock { $0.append(.object(change.json)) } }
    }
    #expect(told.all == [line(1), line(2)])
    #expect(
      changes.withLock { $0[0]["timers"]?[0] } == [
        "timer": "a.within", "from": "2026-01-12T17:00:00Z", "to": "2026-01-13T17:00:00Z",
        "because": ["Thursday 8 January 2026 is no working day now: Closed"], "earlier": false, "overdue": false,
        "tells": [],
      ])
    #expect(summary.outcome == .previewed && summary.cases == 2 && summary.timers == 2 && summary.earlier == 0)
    #expect(try await scheme.memory.transaction { try $0.calendars() } == ["office": "2027"])
    #expect(try await scheme.journal().count == 1)
  }

  @Test func `a preview says whom a moved date tells, which promise that would break, and when the case would close`()
    async throws
  {
    let promised = """
      workflow: promised
      title: Promised
      calendar: office
      parties: { desk: { title: Desk, staff: true } }
      clocks: { answer: { limit: days(8), stops: [b] } }
      initial: a
      states:
        a:
          owner: desk
          within: 5 working days
          otherwise: { target: b, actions: [notify: { to: desk, template: hello }] }
          on: { go: { by: [desk], target: b } }
        b: { type: final }
      """
    let scheme = try await Scheme(promised)
    try await scheme.open(1, of: "promised")
    let service = CalendarService(store: scheme.store, reader: scheme.reader)
    let changes = Mutex<[JSONValue]>([])
    let report: @Sendable (CalendarService.Report) -> Void = { report in
      if case .change(let change) = report { changes.withLock { $0.append(.object(change.json)) } }
    }
    let summary = try await service.preview(Self.new, report: report)
    let change = try #require(changes.withLock { $0.first })
    #expect(change["timers"]?[0]?["tells"] == [["party": "desk", "as": "desk", "template": "hello"]])
    #expect(change["breaches_gained"] == [["clock": "answer", "at": "2026-01-13T09:00:00Z"]])
    #expect(change["breaches_lost"] == [])
    #expect(change["closes"] == ["from": "2026-01-12T17:00:00Z", "to": "2026-01-13T17:00:00Z"])
    #expect(summary.breaches?.gained == 1 && summary.breaches?.lost == 0 && summary.closings == 1)
    // The way back loses the breach again.
    _ = try await service.keep(Self.new, .move, by: Self.clerk) { _ in }
    let back = try await service.preview(["office": "2027"], report: report)
    #expect(back.breaches?.gained == 0 && back.breaches?.lost == 1)
  }

  @Test func `a preview shows what lies further ahead, where no running timer moves`() async throws {
    let scheme = try await Scheme(
      """
      workflow: rungs
      title: Rungs
      calendar: office
      parties: { desk: { title: Desk, staff: true } }
      initial: a
      states:
        a: { owner: desk, within: 2 working days, otherwise: b, on: { go: { by: [desk], target: b } } }
        b: { owner: desk, within: 2 working days, otherwise: c, on: { go: { by: [desk], target: c } } }
        c: { type: final }
      """)
    try await scheme.open(1, of: "rungs")
    let service = CalendarService(store: scheme.store, reader: scheme.reader)
    let summary = try await service.preview(Self.new) { _ in }
    #expect(summary.cases == 0 && summary.timers == 0 && summary.closings == 1)
    // What lies behind the end is nothing to it.
    #expect(try await service.preview(["office": "2027 2026-01-12"]) { _ in }.closings == 0)
  }

  @Test func `without a word what to do with them, dates that would move keep the calendar out`() async throws {
    let (scheme, service, told) = try await scheme(cases: 1)
    let refusal = await #expect(throws: CalendarRefusal.self) {
      try await service.keep(Self.new, .refuse, by: Self.clerk) { told.take($0) }
    }
    #expect(refusal?.description.contains("--move") == true)
    #expect(try await scheme.memory.transaction { try $0.calendars() } == ["office": "2027"])
    #expect(try await scheme.record().revision == 1)
  }

  @Test func `dates that are moved fire at their new instants, and each history says from when and why`() async throws {
    let (scheme, service, told) = try await scheme(cases: 2)
    try await scheme.pass(.hours(24))
    let summary = try await service.keep(Self.new, .move, by: Self.clerk) { told.take($0) }
    #expect(summary.outcome == .moved && told.all == [line(1), line(2)])
    #expect(try await scheme.record(2).nextDue == .at("2026-01-13T17:00:00Z"))
    let entry = try #require(try await scheme.journal(2).last)
    #expect(entry.kind == .recalculated && entry.actor == Self.clerk)
    #expect(entry.payload["version"] == 2 && entry.payload["moved"]?[0]?["to"] == "2026-01-13T17:00:00Z")
    scheme.memory.now = try .at("2026-01-13T16:59:59Z")
    #expect(try await scheme.timers.fireDue() == 0)
    scheme.memory.now = try .at("2026-01-13T17:00:00Z")
    #expect(try await scheme.timers.fireDue() == 2)
    #expect(
      try await scheme.journal().told == [
        "opened ladder", "timer a.after 24 hours", "recalculated calendar", "timer a.within",
      ])
  }

  @Test func `dates that are kept fire when they were promised, and new cases count with the new calendar`()
    async throws
  {
    let (scheme, service, told) = try await scheme(cases: 1)
    let summary = try await service.keep(Self.new, .keep, by: Self.clerk) { told.take($0) }
    #expect(summary.outcome == .kept && summary.timers == 1)
    try await scheme.open(2, of: "ladder")
    scheme.memory.now = try .at("2026-01-12T17:00:00Z")
    while try await scheme.timers.fireDue() > 0 {}
    #expect(try await scheme.record(1).closedAt == .at("2026-01-12T17:00:00Z"))
    #expect(try await scheme.record(2).nextDue == .at("2026-01-13T17:00:00Z"))
    #expect(try await scheme.journal(1).map(\.kind) == [.opened, .recalculated, .timer, .timer])
  }

  @Test func `a date that moves earlier is marked, and one that is past then fires at once`() async throws {
    let (scheme, service, told) = try await scheme(cases: 1)
    _ = try await service.keep(Self.new, .move, by: Self.clerk) { told.take($0) }
    try await scheme.pass(.hours(24))
    scheme.memory.now = try .at("2026-01-13T09:00:00Z")
    let marks = Mutex<[JSONValue?]>([])
    let summary = try await service.preview(["office": "2027"]) { report in
      guard case .change(let change) = report else { return }
      let timer = JSONValue.object(change.json)["timers"]?[0]
      marks.withLock { $0 = [timer?["earlier"], timer?["overdue"]] }
    }
    #expect(summary.earlier == 1)
    #expect(marks.withLock { $0 } == [true, true])
    _ = try await service.keep(["office": "2027"], .move, by: Self.clerk) { told.take($0) }
    #expect(try await scheme.timers.fireDue() == 1)
    #expect(try await scheme.journal().last?.due == .at("2026-01-12T17:00:00Z"))
  }

  @Test func `a calendar with more years is taken in without reading a case, and once`() async throws {
    let (scheme, service, told) = try await scheme(cases: 1)
    for outcome in [CalendarSummary.Outcome.imported, .unchanged] {
      let summary = try await service.keep(["office": "2030"], .refuse, by: Self.clerk) { told.take($0) }
      #expect(summary.outcome == outcome && told.all.isEmpty)
    }
    #expect(try await scheme.memory.transaction { try $0.calendarVersions() }.map(\.text) == ["2027", "2030"])
    #expect(try await scheme.record().revision == 1)
  }

  @Test func `a calendar that takes covered years away is refused with what to do`() async throws {
    let (_, service, told) = try await scheme(cases: 1)
    let refusal = await #expect(throws: CalendarRefusal.self) {
      try await service.keep(["office": "2026"], .move, by: Self.clerk) { told.take($0) }
    }
    #expect(refusal?.description.contains("2026 to 2027") == true)
    #expect(refusal?.description.contains("--fill-years") == true)
  }

  @Test func `a calendar that leaves a running timer without a date is refused, and the case is named`() async throws {
    let (scheme, service, told) = try await scheme(cases: 1)
    scheme.memory.now = try .at("2027-12-20T09:00:00Z")
    try await scheme.open(2, of: "ladder", data: [:])
    let closed = "2027 " + (27...31).map { "2027-12-\($0)" }.joined(separator: " ")
    let refusal = await #expect(throws: CalendarRefusal.self) {
      try await service.keep(["office": closed], .move, by: Self.clerk) { told.take($0) }
    }
    #expect(refusal?.description.contains(CaseReference(of: Scheme.caseID(2)).description) == true)
    #expect(try await scheme.memory.transaction { try $0.calendars() } == ["office": "2027"])
  }

  @Test func `more cases than a page are moved, each once`() async throws {
    let count = EngineLimits.calendarPage + 3
    let (scheme, service, told) = try await scheme(cases: count)
    let summary = try await service.keep(Self.new, .move, by: Self.clerk) { told.take($0) }
    #expect(summary.cases == count && told.all.count == count && Set(told.all).count == count)
    for number in [1, count] { #expect(try await scheme.record(number).revision == 2) }
  }
}
