import Casework
import CivilTime
import Engine
import JSON
import Synchronization
import Testing

@Suite struct TimerServiceTests {
  @Test func `a timer that is not due yet stays, and one that is fires`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    #expect(try await scheme.timers.fireDue() == 0)
    scheme.memory.now = try .at("2026-01-05T10:59:59.999999Z")
    #expect(try await scheme.timers.fireDue() == 0)
    scheme.memory.now = try .at("2026-01-05T11:00:00Z")
    #expect(try await scheme.timers.fireDue() == 1)
    #expect(try await scheme.timers.fireDue() == 0)
    #expect(try await scheme.journal().told == ["opened parcel", "timer waiting.after 2 hours"])
    #expect(try await scheme.messages().count == 1)
  }

  @Test func `after downtime overdue timers fire once, in order, and keep their true due dates`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    try await scheme.pass(.hours(30))
    let history = try await scheme.journal()
    #expect(history.told == ["opened parcel", "timer waiting.after 2 hours", "timer waiting.after 24 hours"])
    #expect(history.map(\.due) == [nil, try .at("2026-01-05T11:00:00Z"), try .at("2026-01-06T09:00:00Z")])
    #expect(history.map(\.at) == [Scheme.start, try .at("2026-01-06T15:00:00Z"), try .at("2026-01-06T15:00:00Z")])
    #expect(try await scheme.record().states == ["late"])
  }

  @Test func `the longest overdue case comes first`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    for number in [3, 1, 2] {
      try await scheme.open(number)
      scheme.memory.now = scheme.memory.now.advanced(by: .seconds(60))
    }
    scheme.memory.now = scheme.memory.now.advanced(by: .hours(2))
    for expected in [3, 1, 2] {
      #expect(try await scheme.timers.fireDue(limit: 1) == 1)
      for number in 1...3 where number == expected { #expect(try await scheme.journal(number).count == 2) }
    }
    #expect(try await scheme.timers.fireDue(limit: 1) == 0)
  }

  @Test func `silence alone closes a case, and everything that happened is in its history`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    for _ in 0..<60 { try await scheme.pass(.hours(1)) }
    #expect(
      try await scheme.journal().told == [
        "opened parcel", "timer waiting.after 2 hours", "timer waiting.after 24 hours", "timer late.after 24 hours",
      ])
    #expect(try await scheme.record().closedAt == .at("2026-01-07T09:00:00Z"))
    #expect(try await scheme.messages().map(\.kind) == [.message, .message])
  }

  @Test func `a refused step is parked with its reason, and neither other cases nor the case's other timers wait`()
    async throws
  {
    let scheme = try await Scheme(Sketches.parcel, Sketches.stuck)
    try await scheme.open(1, of: "stuck")
    try await scheme.open(2)
    try await scheme.pass(.hours(3))
    let parked = try #require(try await scheme.journal().first { $0.kind == .parked })
    #expect(try parked.due == .at("2026-01-05T10:00:00Z"))
    #expect(parked.payload["reason"]?.stringValue?.contains("2027") == true, "\(parked.payload)")
    #expect(try await scheme.record(1).states == ["one", "five"])
    #expect(try await scheme.record(1).nextDue == .at("2026-01-05T13:00:00Z"))
    #expect(try await scheme.record(1).parked?.contains("2027") == true)
    #expect(try await scheme.journal(2).told == ["opened parcel", "timer waiting.after 2 hours"])
    // A calendar that covers more years is what the refusal asks for; the timer then fires by itself.
    try await scheme.memory.transaction { try $0.keepCalendar(named: "office", text: "2035") }
    try await scheme.pass(.hours(1))
    #expect(try await scheme.record(1).states == ["two", "five"])
    #expect(try await scheme.record(1).parked == nil)
    #expect(try await scheme.journal(1).last?.due == .at("2026-01-05T10:00:00Z"))
  }

  @Test func `whoever runs the worker is told of each parked timer, by reference, step and reason`() async throws {
    let scheme = try await Scheme(Sketches.stuck)
    try await scheme.open(1, of: "stuck")
    let told = Mutex<[String]>([])
    let timers = TimerService(store: scheme.store, library: Library(reader: scheme.reader)) { reference, _, reason in
      told.withLock { $0.append("\(reference): \(reason)") }
    }
    scheme.memory.now = try .at("2026-01-05T12:00:00Z")
    while try await timers.fireDue() > 0 {}
    let lines = told.withLock { $0 }
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix(CaseReference(of: Scheme.caseID(1)).description) == true)
    #expect(lines.first?.contains("2027") == true)
  }

  @Test func `a calendar that moved a deadline later moves the case's next date, and says so once`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    // As if the date written down had been worked out by an older calendar.
    let record = try await scheme.record()
    let early = CaseRecord(
      id: record.id, workflow: record.workflow, version: record.version, revision: 2, states: record.states,
      owner: record.owner, openedAt: record.openedAt, closedAt: nil, nextDue: Scheme.start, document: record.document)
    let entry = JournalEntry(
      revision: 2, at: Scheme.start, eventID: Scheme.eventID(500), kind: .event, name: "moved", actor: .engine,
      due: nil,
      payload: [:])
    let write = CaseWrite(
      record: early, entry: entry, outbox: [], previousDue: record.nextDue, previousHead: record.head)
    _ = try await scheme.memory.transaction { try $0.write([write]) }
    #expect(try await scheme.timers.fireDue() == 1)
    #expect(try await scheme.record().nextDue == .at("2026-01-05T11:00:00Z"))
    try await scheme.pass(.hours(2))
    #expect(
      try await scheme.journal().told == [
        "opened parcel", "event moved", "parked timer", "timer waiting.after 2 hours",
      ])
  }

  @Test func `a case whose version can't be read is parked and the others go on`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    let record = try await scheme.open(1)
    try await scheme.open(2)
    let version = WorkflowDigest(sha256: [UInt8](repeating: 9, count: 32))
    let orphan = CaseRecord(
      id: Scheme.caseID(3), workflow: "parcel", version: version, revision: 1, states: record.states,
      owner: record.owner,
      openedAt: record.openedAt, closedAt: nil, nextDue: record.nextDue, document: record.document)
    let entry = JournalEntry(
      revision: 1, at: Scheme.start, eventID: Scheme.eventID(500), kind: .opened, name: "parcel", actor: .engine,
      due: nil,
      payload: [:])
    _ = try await scheme.memory.transaction {
      try $0.write([CaseWrite(record: orphan, entry: entry, outbox: [], previousDue: nil)])
    }
    try await scheme.pass(.hours(2))
    #expect(try await scheme.journal(3).told == ["opened parcel", "parked timer"])
    #expect(try await scheme.journal(2).told == ["opened parcel", "timer waiting.after 2 hours"])
  }

  @Test func `many due timers of one case fire in order, a bounded number in one transaction`() async throws {
    let delays = (1...30).map { "      \($0) minutes: { actions: [log: \"'\($0)'\"] }" }.joined(separator: "\n")
    let scheme = try await Scheme(
      "workflow: busy\ntitle: Busy\ncalendar: office\ninitial: on\nstates:\n  on:\n    after:\n\(delays)\n")
    try await scheme.open(of: "busy")
    scheme.memory.now = scheme.memory.now.advanced(by: .hours(1))
    #expect(try await scheme.timers.fireDue() == 1)
    #expect(try await scheme.journal().count == 1 + EngineLimits.timersPerCase)
    #expect(try await scheme.timers.fireDue() == 1)
    let lines = try await scheme.journal().compactMap { $0.payload["log"]?[0]?.stringValue }
    #expect(lines == (1...30).map(String.init))
  }
}
