import Casework
import CivilTime
import Engine
import Testing

extension Promise {
  static let chains = [
    Promise("several steps of one case are written together") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [now], at: now)
      let writes = (2...4).map { revision in
        Sample.write(
          Sample.record(1, revision: revision, openedAt: now, due: now.plus(revision * 1_000)), at: now,
          previousDue: revision == 2 ? now : now.plus((revision - 1) * 1_000),
          outbox: [Sample.message()])
      }
      #expect(try await subject.write(writes) == [.written, .written, .written])
      #expect(try await subject.record(1) == writes[2].record)
      #expect(try await subject.journal(1).map(\.revision) == [1, 2, 3, 4])
      #expect(try await subject.messages(1).map(\.id) == (2...4).map { Sample.itemID(1, revision: $0) })
      #expect(try await subject.claimDue().isEmpty)
      try await subject.advance(.seconds(4_000))
      #expect(try await subject.claimDue() == [Sample.caseID(1)])
    },
    Promise("a case may be opened and stepped in one call") { subject async throws in
      let now = try await subject.now()
      let writes = (1...2).map { Sample.write(Sample.record(1, revision: $0, openedAt: now), at: now) }
      #expect(try await subject.write(writes) == [.written, .written])
      #expect(try await subject.record(1)?.revision == 2)
    },
    Promise("steps that follow a conflict are conflicts too, even where a later revision would fit") {
      subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [nil], at: now)
      let other = Sample.write(Sample.record(1, revision: 2, states: ["other"], openedAt: now), event: 1, at: now)
      #expect(try await subject.write([other]) == [.written])
      let writes = (2...3).map { Sample.write(Sample.record(1, revision: $0, openedAt: now), event: $0, at: now) }
      #expect(try await subject.write(writes) == [.conflict, .conflict])
      #expect(try await subject.record(1)?.states == ["other"])
    },
    Promise("one event twice in one call counts once, and two decisions on one revision cannot both stand") {
      subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [nil], at: now)
      let step = Sample.record(1, revision: 2, openedAt: now)
      let writes = [1, 1, 2].map { Sample.write(step, event: $0, at: now) }
      #expect(try await subject.write(writes) == [.written, .duplicate, .conflict])
      #expect(try await subject.journal(1).count == 2)
    },
    Promise("a batch may hold many cases in any order") { subject async throws in
      let now = try await subject.now()
      let numbers = Array(1...250).shuffled()
      let opened = numbers.map { Sample.write(Sample.record($0, openedAt: now, due: now.plus($0)), at: now) }
      #expect(try await subject.write(opened).allSatisfy { $0 == .written })
      let stepped = numbers.reversed().map {
        Sample.write(
          Sample.record($0, revision: 2, openedAt: now), at: now, previousDue: now.plus($0),
          outbox: [Sample.message()])
      }
      #expect(try await subject.write(stepped).allSatisfy { $0 == .written })
      #expect(try await subject.claimOutbox(1_000).count == 250)
    },
  ]
}
