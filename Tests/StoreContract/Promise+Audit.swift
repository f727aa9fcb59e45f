import Casework
import CivilTime
import Engine
import Testing

extension Promise {
  static let audit = [
    Promise("a journal is read whole, with what its hashes are made of, and verifies") { subject async throws in
      let now = try await subject.now()
      try await subject.steps(of: 1...3, at: now)
      let cases = try await subject.store.transaction { try $0.audit(.page(after: nil, limit: 2)) }
      #expect(cases.map(\.head.caseID) == [Sample.caseID(1).description, Sample.caseID(2).description])
      #expect(cases.map(\.entries.count) == [2, 2])
      let rest = try await subject.store.transaction { try $0.audit(.page(after: Sample.caseID(2), limit: 2)) }
      #expect(rest.map(\.head.revision) == [2])
      #expect(try await subject.findings().isEmpty)
      let chosen = try await subject.store.transaction { try $0.audit(.only([Sample.caseID(3), Sample.caseID(9)])) }
      #expect(chosen == rest)
      let heads = try await subject.store.transaction { try $0.heads(after: nil, limit: 10) }
      #expect(heads == (cases + rest).map(\.head))
    },
    Promise("an erased entry has its digest in place of its words, and still verifies") { subject async throws in
      let now = try await subject.now()
      try await subject.steps(of: 1...2, at: now)
      try await subject.store.transaction { transaction in
        let entries = try transaction.audit(.only([Sample.caseID(1)]))[0].entries
        try transaction.erase([2: entries[1].digest, 7: entries[0].digest], of: Sample.caseID(1))
      }
      let erased = try await subject.store.transaction { try $0.audit(.only([Sample.caseID(1)]))[0].entries }
      #expect(erased.map(\.isErased) == [false, true])
      let journal = try await subject.journal(1)
      #expect(journal[1].payload == ["erased": true] && journal[1].actor == Actor(role: "staff"))
      #expect(journal[0].payload == ["note": "as told"] && journal[0].actor == Actor(role: "staff", name: "m.m"))
      #expect(try await subject.findings().isEmpty)
      #expect(try await subject.journal(2)[1].payload == ["note": "as told"])
    },
    Promise("what asks for something that still waits is told apart") { subject async throws in
      let now = try await subject.now()
      let content = OutboxItem.Content(kind: .message, payload: "{}")
      let record = Sample.record(1, openedAt: now)
      _ = try await subject.write([Sample.write(record, at: now, outbox: [content, content])])
      #expect(try await subject.store.transaction { try $0.waitingRevisions(of: Sample.caseID(1)) } == [1])
      try await subject.store.transaction { try $0.markSent($0.claimOutbox(limit: 9, leaseSeconds: 9)) }
      #expect(try await subject.store.transaction { try $0.waitingRevisions(of: Sample.caseID(1)) } == [])
    },
  ]
}

extension Subject {
  /// Two steps each of some cases.
  fileprivate func steps(of cases: ClosedRange<Int>, at now: Instant) async throws {
    for number in cases {
      let opened = Sample.write(Sample.record(number, openedAt: now), at: now)
      let stepped = Sample.write(
        Sample.record(number, revision: 2, openedAt: now), at: now.plus(1), after: opened.seal.hash)
      _ = try await write([opened])
      _ = try await write([stepped])
    }
  }

  fileprivate func findings() async throws -> [AuditFinding] {
    try await AuditService(store: store).verify(AuditVerifier()).findings
  }
}
