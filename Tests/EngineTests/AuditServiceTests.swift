import Casework
import CivilTime
import Engine
import JSON
import Synchronization
import Testing

@Suite struct AuditServiceTests {
  private static let clerk = Actor(role: "operator", name: "o.p")

  private func scheme() async throws -> Scheme {
    let scheme = try await Scheme(Sketches.parcel)
    for number in 1...3 { try await scheme.open(number) }
    try await scheme.send("greet")
    try await scheme.pass(.hours(3))
    return scheme
  }

  private func lines(
    of scheme: Scheme, only: [CaseID]? = nil, since: Instant? = nil
  ) async throws -> [String] {
    var lines: [String] = []
    try await AuditService(store: scheme.store).export(only: only, since: since) { line in
      lines.append(JSONValue.object(line.json).serialized())
    }
    return lines
  }

  private func heads(of scheme: Scheme) async throws -> [AuditLine] {
    var lines: [AuditLine] = []
    try await AuditService(store: scheme.store).exportHeads { lines.append($0) }
    return lines
  }

  private func erase(
    _ selection: ErasureService.Selection, of number: Int = 1, in scheme: Scheme, force: Bool = false,
    isDryRun: Bool = false
  ) async throws -> ErasureService.Outcome {
    try await ErasureService(store: scheme.store, library: scheme.service.library).erase(
      selection, of: Scheme.caseID(number), reason: "retention", by: Self.clerk,
      eventID: Scheme.eventID(.random(in: 1_000..<1 << 40)), isForced: force, isDryRun: isDryRun)
  }

  private func deliver(_ scheme: Scheme) async throws {
    while case let items = try await scheme.memory.transaction({ try $0.claimOutbox(limit: 50, leaseSeconds: 60) }),
      !items.isEmpty
    { try await scheme.memory.transaction { try $0.markSent(items) } }
  }

  @Test func `an export of every case verifies, and its last line is that of the heads`() async throws {
    let scheme = try await scheme()
    let export = try await lines(of: scheme)
    #expect(AuditSample.findings(export).isEmpty)
    #expect(try await heads(of: scheme).last.map { JSONValue.object($0.json).serialized() } == export.last)
    let verified = try await AuditService(store: scheme.store).verify(AuditVerifier())
    #expect(verified.findings.isEmpty && verified.root.count == 3 && verified.entries == export.count - 5)
  }

  @Test func `some cases are exported by name, or because something has happened since`() async throws {
    let scheme = try await scheme()
    let chosen = try await lines(of: scheme, only: [Scheme.caseID(3), Scheme.caseID(1)])
    #expect(AuditSample.findings(chosen).isEmpty && chosen.last?.contains("\"cases\":2") == true)
    let moment = scheme.memory.now.advanced(by: .seconds(1))
    #expect(try await lines(of: scheme, since: moment).count == 2)
    scheme.memory.now = scheme.memory.now.advanced(by: .seconds(2))
    try await scheme.send("greet", to: 2)
    let newer = try await lines(of: scheme, since: moment)
    #expect(AuditSample.findings(newer).isEmpty && newer.last?.contains("\"cases\":1") == true)
  }

  @Test func `what goes on after heads were kept fits them`() async throws {
    let scheme = try await scheme()
    let anchors = try await heads(of: scheme).compactMap { line -> AuditHead? in
      if case .head(let head) = line { head } else { nil }
    }
    try await scheme.pass(.hours(60))
    let verifier = AuditVerifier(anchors: Dictionary(anchors.map { ($0.caseID, $0) }, uniquingKeysWith: { $1 }))
    #expect(try await AuditService(store: scheme.store).verify(verifier).findings.isEmpty)
  }

  @Test func `what is erased is gone, the journal still verifies, and says that it was erased and why`() async throws {
    let scheme = try await scheme()
    try await scheme.send("answer", data: ["answer": "fine"])
    try await deliver(scheme)
    let before = try await lines(of: scheme)
    #expect(before.joined().contains("fine") && before.joined().contains("buyer@home.example"))
    let outcome = try await erase(.all, in: scheme)
    #expect(outcome.isDone && outcome.revisions == [1, 2, 3, 4])
    let after = try await lines(of: scheme, only: [Scheme.caseID(1)])
    #expect(!after.joined().contains("fine") && !after.joined().contains("buyer@home.example"))
    #expect(AuditSample.findings(after).isEmpty)
    let anchors = before.compactMap { AuditLine($0) }.compactMap { if case .head(let head) = $0 { head } else { nil } }
    let verifier = AuditVerifier(anchors: Dictionary(anchors.map { ($0.caseID, $0) }, uniquingKeysWith: { $1 }))
    #expect(try await AuditService(store: scheme.store).verify(verifier).findings.isEmpty)
    let journal = try await scheme.journal()
    #expect(journal.map(\.kind) == [.opened, .event, .timer, .event, .erased])
    #expect(journal[3].actor == Actor(role: "desk") && journal[3].input == [:])
    #expect(
      journal[4].input == ["reason": "retention", "revisions": [1, 2, 3, 4], "case": true]
        && journal[4].actor == Self.clerk)
    #expect(try await scheme.record().states == ["answered"])
  }

  @Test func `nothing is erased of an open case, of what waits to be sent, or twice`() async throws {
    let scheme = try await scheme()
    await #expect(throws: AuditRefusal.open) { try await erase(.all, in: scheme) }
    await #expect(throws: AuditRefusal.waiting(2)) { try await erase(.all, in: scheme, force: true) }
    try await deliver(scheme)
    await #expect(throws: AuditRefusal.unknownRevision(9)) { try await erase(.revisions([9]), in: scheme, force: true) }
    let dry = try await erase(.revisions([2]), in: scheme, force: true, isDryRun: true)
    #expect(!dry.isDone && dry.revisions == [2])
    #expect(try await scheme.journal().count == 3)
    _ = try await erase(.revisions([2, 2]), in: scheme, force: true)
    await #expect(throws: AuditRefusal.nothingToErase) { try await erase(.revisions([2]), in: scheme, force: true) }
    await #expect(throws: AuditRefusal.isErasure(4)) { try await erase(.revisions([4]), in: scheme, force: true) }
    // The case goes on.
    try await scheme.send("answer", data: ["answer": "fine"])
    #expect(try await AuditService(store: scheme.store).verify(AuditVerifier()).findings.isEmpty)
  }

  @Test func `a closed case is emptied but for where it ended, takes nothing more, and is not erased twice`()
    async throws
  {
    let scheme = try await scheme()
    try await scheme.send("answer", data: ["answer": "fine"])
    try await deliver(scheme)
    let outcome = try await erase(.all, in: scheme)
    #expect(outcome.isEmptied && outcome.linked.isEmpty && outcome.documents == 0)
    let record = try await scheme.record()
    #expect(record.states == ["answered"] && record.closedAt != nil && record.assignee == nil)
    for words in ["fine", "buyer@home.example"] { #expect(!record.document.contains(words)) }
    await #expect(throws: CaseFailure.self) { try await scheme.send("greet") }
    await #expect(throws: AuditRefusal.nothingToErase) { try await erase(.all, in: scheme) }
    // The other cases have what they had.
    #expect(try await scheme.record(2).document.contains("buyer@home.example"))
  }

  @Test func `an open case keeps the data it goes on by, and is emptied once it has ended`() async throws {
    let scheme = try await scheme()
    try await deliver(scheme)
    #expect(try await !erase(.all, in: scheme, force: true).isEmptied)
    #expect(try await scheme.record().document.contains("buyer@home.example"))
    try await scheme.send("answer", data: ["answer": "fine"])
    try await deliver(scheme)
    let outcome = try await erase(.all, in: scheme)
    #expect(outcome.isEmptied && outcome.revisions == [5])
    #expect(try await !scheme.record().document.contains("buyer@home.example"))
  }

  @Test func `with an entry goes its document, unless another entry tells of the same`() async throws {
    let scheme = try await scheme()
    let documents = AttachmentService(service: scheme.service, place: StoredAttachments())
    for (number, text) in [(21, "one"), (22, "two"), (23, "one")] {
      _ = try await documents.attach(
        Array(text.utf8), named: "\(number).txt", mediaType: "text/plain", isDisclosable: false,
        to: Scheme.caseID(1), as: Scheme.eventID(number), by: Actor(role: "desk"))
    }
    try await deliver(scheme)
    func kept() async throws -> Int {
      try await scheme.store.transaction { try $0.attachmentDigests(of: Scheme.caseID(1)).count }
    }
    #expect(try await erase(.revisions([4]), in: scheme, force: true).documents == 0)
    #expect(try await kept() == 2)
    #expect(try await erase(.revisions([6]), in: scheme, force: true).documents == 1)
    #expect(try await kept() == 1)
    #expect(try await erase(.all, in: scheme, force: true).documents == 1)
    #expect(try await kept() == 0)
  }

  @Test func `linked cases that may tell the same are named until they are erased too`() async throws {
    let scheme = try await scheme()
    for (one, other) in [(1, 2), (2, 1)] {
      _ = try await scheme.service.handle(
        CaseRequest(
          caseID: Scheme.caseID(one), eventID: Scheme.eventID(31),
          action: .act(
            .link(to: Scheme.caseID(other), one == 1 ? .follows : .followedBy)),
          actor: Actor(role: "desk")))
    }
    for number in [1, 2] { try await scheme.send("answer", to: number, data: ["answer": "fine"]) }
    try await deliver(scheme)
    let other = try await scheme.record(2).reference
    #expect(try await erase(.all, of: 1, in: scheme).linked == [other])
    #expect(try await erase(.all, of: 2, in: scheme).linked.isEmpty)
  }
}
