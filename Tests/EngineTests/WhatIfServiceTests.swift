import Analysis
import Casework
import CivilTime
import Engine
import Testing
import WorkflowFiles

struct WhatIfServiceTests {
  private static func text(_ days: Int) -> String {
    """
    workflow: parcel
    title: Parcel
    calendar: office
    parties: { desk: { title: Desk, staff: true } }
    initial: first
    states:
      first: { owner: desk, within: \(days) working days, otherwise: late, on: { answer: { by: [desk], target: closed } } }
      late: { owner: desk, within: 5 working days, otherwise: closed }
      closed: { type: final }
    """
  }

  /// Cases that ran by the engine itself: every second was answered after four days, the others lie open.
  private func scheme(_ count: Int) async throws -> Scheme {
    let scheme = try await Scheme(Self.text(5))
    for number in 1...count { try await scheme.open(number) }
    try await scheme.pass(.hours(4 * 24))
    for number in stride(from: 2, through: count, by: 2) { try await scheme.send("answer", to: number) }
    try await scheme.pass(.hours(10 * 24))
    return scheme
  }

  private func workflow(_ days: Int) throws -> Workflow {
    try #require(
      WorkflowReader.read(
        WorkflowSource(file: "workflow.yaml", text: Self.text(days), messages: [], calendars: ["office"])
      ).workflow)
  }

  private func run(
    _ scheme: Scheme, _ change: WhatIfService.Change, since: Instant? = nil, workers: Int = 2
  ) async throws -> (cases: [WhatIfCase], summary: WhatIfSummary) {
    var cases: [WhatIfCase] = []
    let summary = try await WhatIfService(store: scheme.store, reader: scheme.reader).run(
      change, since: since, workers: workers
    ) { cases.append($0) }
    return (cases, summary)
  }

  @Test func `without a change every case goes as it went`() async throws {
    let scheme = try await scheme(7)
    for change in [WhatIfService.Change(), WhatIfService.Change(workflow: try workflow(5))] {
      let (_, summary) = try await run(scheme, change)
      #expect(summary.cases == 7 && summary.changed == 0 && summary.recordedOtherwise == 0 && summary.unknown.isEmpty)
    }
  }

  @Test func `cases come in order however many threads compare them`() async throws {
    let count = EngineLimits.replayPage * 3 + 5
    let scheme = try await scheme(count)
    let change = WhatIfService.Change(workflow: try workflow(3))
    let one = try await run(scheme, change, workers: 1)
    let four = try await run(scheme, change, workers: 4)
    #expect(one.cases.map(\.id) == (1...count).map(Scheme.caseID))
    #expect(four.cases.map(\.id) == one.cases.map(\.id))
    #expect(one.summary.changed == count && four.summary.changed == count)
    #expect(one.summary.lostActs == ["answer": count / 2])
    #expect(four.summary.datesEarlier == one.summary.datesEarlier)
  }

  @Test func `only cases since a day are looked at`() async throws {
    let scheme = try await scheme(2)
    try await scheme.open(3)
    let (cases, _) = try await run(scheme, WhatIfService.Change(), since: Scheme.start.advanced(by: .hours(24)))
    #expect(cases.map(\.id) == [Scheme.caseID(3)])
  }

  @Test func `a calendar that was never in force takes the place of those that were`() async throws {
    let scheme = try await scheme(1)
    let change = WhatIfService.Change(calendars: ["office": "2027 2026-01-07"])
    let (cases, summary) = try await run(scheme, change)
    #expect(summary.changed == 1 && summary.datesLater > 0)
    guard case .compared(let comparison, let otherwise)? = cases.first?.outcome else {
      Issue.record("nothing was compared")
      return
    }
    #expect(otherwise == nil)
    #expect(comparison.moved.first?.timer == "first.within" && comparison.moved.first?.workingDays == 1)
  }

  @Test func `a calendar that came into force meanwhile is no difference`() async throws {
    let scheme = try await Scheme(Self.text(5))
    try await scheme.open(1)
    try await scheme.pass(.hours(24))
    let service = CalendarService(store: scheme.store, reader: scheme.reader)
    _ = try await service.keep(["office": "2027 2026-01-08"], .move, by: Actor(role: "operator")) { _ in }
    // What fires on its day gives the next timer its full time.
    for _ in 1...40 { try await scheme.pass(.hours(12)) }
    #expect(try await scheme.journal(1).contains { $0.kind == .recalculated })
    let (_, summary) = try await run(scheme, WhatIfService.Change(workflow: try workflow(5)))
    #expect(summary.changed == 0 && summary.recordedOtherwise == 0)
  }

  private static let asking = """
    workflow: letter
    title: Letter
    calendar: office
    parties:
      manager: { title: Manager, directory: manager, of: "'Mint'", otherwise: [desk] }
      desk: { title: Desk, staff: true }
    initial: first
    states:
      first:
        always: [ { guard: "'manager' in party", target: with-manager }, { target: with-desk } ]
      with-manager: { owner: manager, within: 2 working days, otherwise: closed }
      with-desk: { owner: desk, within: 5 working days, otherwise: closed }
      closed: { type: final }
    """

  @Test func `cases go by the directory as it then stood, and by another one where that is the question`() async throws
  {
    let scheme = try await Scheme(Self.asking)
    let ann = Contact(organisation: "Mint", role: "manager", name: "Ann", email: "ann@mint.example")
    // Nobody is registered when the first case comes, Ann is when the second does, and she has left before the third.
    try await scheme.open(1, of: "letter")
    try await scheme.pass(.hours(24))
    try await scheme.store.transaction { _ = try $0.importContacts([ann]) }
    try await scheme.open(2, of: "letter")
    try await scheme.pass(.hours(24))
    let other = Contact(organisation: "Mint", role: "other", name: "Bo", email: "bo@mint.example")
    try await scheme.store.transaction { _ = try $0.importContacts([other]) }
    try await scheme.open(3, of: "letter")
    #expect(try await scheme.record(2).states == ["with-manager"])
    #expect(try await scheme.record(3).states == ["with-desk"])
    try await scheme.pass(.hours(24 * 10))
    let same = try await run(scheme, WhatIfService.Change())
    #expect(same.summary.changed == 0 && same.summary.recordedOtherwise == 0, "\(same.cases.map(\.outcome))")
    let always = try await run(scheme, WhatIfService.Change(directory: Directory(contacts: [ann])))
    #expect(always.summary.changed == 2 && always.summary.endEarlier == 2)
  }

  @Test func `a calendar and a directory can be changed in one question, and each has its effect`() async throws {
    let scheme = try await Scheme(Self.asking)
    try await scheme.open(1, of: "letter")
    for _ in 1...20 { try await scheme.pass(.hours(12)) }
    let ann = Contact(organisation: "Mint", role: "manager", name: "Ann", email: "ann@mint.example")
    func end(_ change: WhatIfService.Change) async throws -> Instant? {
      let outcome = try await run(scheme, change).cases.first?.outcome
      guard case .compared(let comparison, _)? = outcome else { return nil }
      return comparison.end?.after?.closedAt
    }
    let manager = try await end(WhatIfService.Change(directory: Directory(contacts: [ann])))
    let both = try await end(
      WhatIfService.Change(calendars: ["office": "2027 2026-01-06"], directory: Directory(contacts: [ann])))
    #expect(try manager == .at("2026-01-07T17:00:00Z"))
    #expect(try both == .at("2026-01-08T17:00:00Z"))
  }
}
