import Casework
import Engine
import JSON
import Testing

@Suite struct CaseworkServiceTests {
  private static let desk = """
    workflow: desk
    title: Desk
    calendar: office
    parties: { desk: { title: Desk, staff: true } }
    reopen: { target: open, by: [desk] }
    initial: open
    states:
      open:
        owner: desk
        within: 10 working days
        otherwise: closed
        on: { end: { by: [desk], target: closed } }
      closed: { type: final }
    """

  private func request(_ act: CaseAct, of number: Int = 1, id: Int, by name: String = "okafor") -> CaseRequest {
    CaseRequest(
      caseID: Scheme.caseID(number), eventID: Scheme.eventID(id), action: .act(act),
      actor: Actor(role: "desk", name: name))
  }

  private func journal(_ scheme: Scheme, _ number: Int) async throws -> [JournalEntry] {
    try await scheme.store.transaction { try $0.journal(of: Scheme.caseID(number)) }
  }

  @Test func `a link is kept on both sides, and asking twice changes neither`() async throws {
    let scheme = try await Scheme(Self.desk)
    for number in 1...2 { try await scheme.open(number, of: "desk") }
    let link = request(.link(to: Scheme.caseID(2), .child), id: 100)
    #expect(try await !scheme.service.handle(link).isRepetition)
    #expect(try await scheme.service.handle(link).isRepetition)
    let first = try await journal(scheme, 1)
    let second = try await journal(scheme, 2)
    #expect(first.map(\.kind) == [.opened, .linked])
    #expect(second.map(\.kind) == [.opened, .linked])
    #expect(second.last?.input["relation"] == "parent")
    #expect(first.last?.eventID == second.last?.eventID)
  }

  @Test func `where one side of a merger is refused nothing is kept of the other`() async throws {
    let scheme = try await Scheme(Self.desk)
    for number in 1...3 { try await scheme.open(number, of: "desk") }
    _ = try await scheme.service.handle(request(.merge(into: Scheme.caseID(2)), id: 100))
    #expect(try await journal(scheme, 2).last?.input["relation"] == "merged-from")
    // The first is gone on with as the second, so that nothing can be merged into it.
    await #expect(throws: CaseFailure.self) {
      try await scheme.service.handle(request(.merge(into: Scheme.caseID(1)), of: 3, id: 101))
    }
    #expect(try await journal(scheme, 3).map(\.kind) == [.opened])
    await #expect(throws: CaseFailure.self) {
      try await scheme.service.handle(request(.merge(into: Scheme.caseID(9)), of: 3, id: 102))
    }
    #expect(try await journal(scheme, 3).map(\.kind) == [.opened])
  }

  @Test func `two who claim a case at once do not both get it`() async throws {
    let scheme = try await Scheme(Self.desk)
    try await scheme.open(1, of: "desk")
    let claims = ["okafor", "lee"].enumerated().map { index, name in
      request(.assign(CaseAssignment(to: name, where: .nobodys)), id: 200 + index, by: name)
    }
    var refused = 0
    for claim in claims {
      do { _ = try await scheme.service.handle(claim) } catch is CaseFailure { refused += 1 }
    }
    #expect(refused == 1)
  }

  @Test func `a document comes back whole, is kept once, and what was changed is not given back`() async throws {
    let scheme = try await Scheme(Self.desk)
    try await scheme.open(1, of: "desk")
    let service = AttachmentService(service: scheme.service, place: StoredAttachments())
    let bytes = Array("a contract".utf8)
    for id in [300, 300] {
      _ = try await service.attach(
        bytes, named: "contract.txt", mediaType: "text/plain", isDisclosable: true, to: Scheme.caseID(1),
        as: Scheme.eventID(id), by: Actor(role: "desk", name: "okafor"))
    }
    let entries = try await journal(scheme, 1)
    #expect(entries.map(\.kind) == [.opened, .attached])
    let last = try #require(entries.last)
    let kept = try #require(Attachment(json: last.input))
    #expect(try await service.bytes(of: kept, in: Scheme.caseID(1)) == bytes)
    let other = Attachment(
      name: kept.name, mediaType: kept.mediaType, size: kept.size + 1, sha256: kept.sha256, isDisclosable: true)
    await #expect(throws: AttachmentFailure.damaged) { try await service.bytes(of: other, in: Scheme.caseID(1)) }
    await #expect(throws: AttachmentFailure.missing) { try await service.bytes(of: kept, in: Scheme.caseID(2)) }
    #expect(throws: AttachmentFailure.self) {
      try AttachmentService.attachment(
        [UInt8](repeating: 0, count: EngineLimits.attachmentBytes + 1), named: "x", mediaType: "y", isDisclosable: false
      )
    }
  }

  @Test func `a reopened case runs its deadline again`() async throws {
    let scheme = try await Scheme(Self.desk)
    try await scheme.open(1, of: "desk")
    try await scheme.send("end")
    let again = try await scheme.service.handle(request(.reopen(reason: "new evidence"), id: 400)).record
    #expect(again.closedAt == nil && again.states == ["open"] && again.nextDue != nil)
    let open = try await scheme.store.transaction { try $0.cases(matching: CaseFilter()) }
    #expect(open.map(\.id) == [Scheme.caseID(1)])
  }
}
