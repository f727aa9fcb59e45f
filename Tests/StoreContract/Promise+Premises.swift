import Casework
import CivilTime
import Engine
import Testing

extension Promise {
  static let premises = [
    Promise("what was decided without a look is kept while its premises hold") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [now.plus(60), nil], at: now)
      let writes = [
        Sample.write(Sample.record(1, revision: 2, openedAt: now), at: now, previousDue: now.plus(60)),
        Sample.write(Sample.record(3, openedAt: now), at: now, outbox: [Sample.message()]),
      ]
      #expect(try await subject.commitAtOnce(writes) == [.written, .written])
      #expect(try await subject.record(1) == writes[0].record)
      #expect(try await subject.messages(3).count == 1)
      let many = (1...9).map { Sample.write(Sample.record($0 + 10, openedAt: now), at: now) }
      #expect(try await subject.commitAtOnce(many).allSatisfy { $0 == .written })
      let steps = (1...9).map { Sample.write(Sample.record($0 + 10, revision: 2, openedAt: now), at: now) }
      #expect(try await subject.commitAtOnce(steps).allSatisfy { $0 == .written })
    },
    Promise("nothing is kept of what was decided before contacts or calendars changed") { subject async throws in
      for number in [1, 6] {
        try await subject.openSome(from: number)
        let old = try await subject.premises()
        if number == 1 {
          try await subject.store.transaction { try $0.keepCalendar(named: "office", text: "new") }
        } else {
          let contact = Contact(
            organisation: "A", role: "r", name: "N", email: "a@b.example", telephone: nil, validFrom: nil, validTo: nil)
          _ = try await subject.store.transaction { try $0.importContacts([contact]) }
        }
        try await subject.expectRefusal(under: old, from: number)
      }
    },
    Promise("nothing is kept of what was decided for a time that the clock has not reached, or has long passed") {
      subject async throws in
      try await subject.openSome(from: 1)
      let premises = try await subject.premises()
      let early = Premises(now: premises.now.plus(5_000), revisions: premises.revisions)
      try await subject.expectRefusal(under: early, from: 1)
      try await subject.openSome(from: 6)
      let old = try await subject.premises()
      try await subject.advance(.seconds(EngineLimits.premisesSeconds + 1))
      try await subject.expectRefusal(under: old, from: 6)
    },
    Promise("no case is opened by a version that was replaced since the decision") { subject async throws in
      let now = try await subject.now()
      let old = try await subject.premises()
      let bundle = WorkflowBundle(name: "concern", digest: Sample.version, files: ["workflow.yaml": "x"])
      try await subject.store.transaction { try $0.deploy(bundle) }
      let write = Sample.write(Sample.record(1, openedAt: now), at: now)
      #expect(try await subject.commit([write], old) == [.conflict])
      #expect(try await subject.record(1) == nil)
      #expect(try await subject.commitAtOnce([write]) == [.written])
      // Cases that are there keep their version, so that their steps go on.
      let step = Sample.write(Sample.record(1, revision: 2, openedAt: now), at: now)
      let before = try await subject.premises()
      let other = WorkflowBundle(
        name: "concern", digest: WorkflowDigest(sha256: [UInt8](repeating: 8, count: 32)), files: ["workflow.yaml": "y"]
      )
      try await subject.store.transaction { try $0.deploy(other) }
      #expect(try await subject.commit([step], before).count == 1)
    },
    Promise("under premises too an event counts once, and an old revision is a conflict") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [nil, nil], at: now)
      let once = Sample.write(Sample.record(1, revision: 2, openedAt: now), event: 7, at: now)
      let again = Sample.write(Sample.record(1, revision: 3, openedAt: now), event: 7, at: now)
      let old = Sample.write(Sample.record(2, revision: 5, openedAt: now), event: 8, at: now)
      #expect(try await subject.commitAtOnce([once]) == [.written])
      #expect(try await subject.commitAtOnce([again, old]) == [.duplicate, .conflict])
    },
  ]
}

extension Subject {
  fileprivate func premises() async throws -> Premises {
    let look = try await store.transaction { try $0.look(at: [], for: []) }
    return Premises(now: look.now, revisions: look.revisions)
  }

  fileprivate func commit(_ writes: [CaseWrite], _ premises: Premises) async throws -> [WriteOutcome] {
    try await store.transaction { try $0.commit(writing: writes, under: premises) }
  }

  /// Under premises of now. Where the machine stood still for longer than these hold, they are taken anew.
  fileprivate func commitAtOnce(_ writes: [CaseWrite]) async throws -> [WriteOutcome] {
    while true {
      let premises = try await premises()
      let outcomes = try await commit(writes, premises)
      let ranOut = try await now() > premises.now.plus(EngineLimits.premisesSeconds)
      guard ranOut, outcomes.contains(.conflict) else { return outcomes }
    }
  }

  fileprivate func openSome(from first: Int) async throws {
    let now = try await now()
    _ = try await write((first..<first + 5).map { Sample.write(Sample.record($0, openedAt: now), at: now) })
  }

  /// Neither a step by itself nor a set of them nor a new case is kept.
  fileprivate func expectRefusal(under premises: Premises, from first: Int) async throws {
    let now = try await now()
    let steps = (first..<first + 5).map { Sample.write(Sample.record($0, revision: 2, openedAt: now), at: now) }
    #expect(try await commit([steps[0]], premises) == [.conflict])
    #expect(try await commit(steps, premises).allSatisfy { $0 == .conflict })
    let opened = Sample.write(Sample.record(first + 50, openedAt: now), at: now)
    #expect(try await commit([opened], premises) == [.conflict])
    #expect(try await record(first)?.revision == 1)
    #expect(try await journal(first).count == 1)
    #expect(try await record(first + 50) == nil)
  }
}
