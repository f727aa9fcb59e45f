import Casework
import CivilTime
import Engine
import Testing

extension Promise {
  private struct ChangedMind: Error {}

  static let transactions = [
    Promise("a body that throws leaves nothing") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [now], at: now)
      let id = Sample.caseID(1)
      let step = Sample.write(
        Sample.record(1, revision: 2, openedAt: now), at: now, previousDue: now, outbox: [Sample.message()])
      let opened = Sample.write(Sample.record(2, openedAt: now, due: now), at: now)
      let calendarsBefore = try await subject.store.transaction { try $0.look(at: [], for: []).calendarRevision }
      await #expect(throws: ChangedMind.self) {
        try await subject.store.transaction { transaction throws in
          #expect(try transaction.write([step, opened]) == [.written, .written])
          try transaction.keepCalendar(named: "x", text: "y")
          #expect(try transaction.claimOutbox(limit: 9, leaseSeconds: 9).count == 1)
          throw ChangedMind()
        }
      }
      #expect(try await subject.record(1)?.revision == 1)
      #expect(try await subject.record(2) == nil)
      #expect(try await subject.journal(1).count == 1)
      #expect(try await subject.claimDue() == [id])
      #expect(try await subject.claimOutbox().isEmpty)
      #expect(try await subject.store.transaction { try $0.calendars() }.isEmpty)
      #expect(
        try await subject.store.transaction { try $0.look(at: [], for: []).calendarRevision } == calendarsBefore)
    },
    Promise("a transaction sees what it has written itself") { subject async throws in
      let now = try await subject.now()
      let record = Sample.record(1, openedAt: now, due: now)
      try await subject.store.transaction { transaction throws in
        let write = Sample.write(record, at: now)
        #expect(try transaction.write([write]) == [.written])
        #expect(try transaction.look(at: [record.id], for: []).cases == [write.record])
        #expect(try transaction.claimDue(limit: 5).cases == [write.record])
        let next = Sample.record(1, revision: 2, openedAt: now)
        #expect(try transaction.write([Sample.write(next, at: now, previousDue: now)]) == [.written])
        #expect(try transaction.claimDue(limit: 5).cases.isEmpty)
      }
      #expect(try await subject.record(1)?.revision == 2)
    },
    Promise("a transaction that committed its writes takes nothing more, and keeps them") { subject async throws in
      let now = try await subject.now()
      let write = Sample.write(Sample.record(1, openedAt: now), at: now)
      await #expect(throws: StoreError.self) {
        try await subject.store.transaction { transaction throws in
          #expect(try transaction.commit(writing: [write]) == [.written])
          _ = try transaction.claimDue(limit: 1)
        }
      }
      #expect(try await subject.record(1) == write.record)
    },
    Promise("the answer of a body is the answer of its transaction") { subject async throws in
      #expect(try await subject.store.transaction { _ in 42 } == 42)
    },
  ]
}
