import Casework
import CivilTime
import Engine
import Testing

extension Promise {
  private static let other = WorkflowDigest(sha256: [UInt8](repeating: 9, count: 32))

  static let versions = [
    Promise("a case that is migrated has its new version, and every other step leaves the version alone") {
      subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [now.plus(60), nil, nil, nil, nil], at: now)
      let migrated = [1, 2, 3, 4, 5].map { number in
        Sample.write(
          Sample.record(
            number, revision: 2, openedAt: now, due: number == 1 ? now.plus(9) : nil,
            version: number == 5 ? Sample.version : other), at: now, kind: number == 5 ? .event : .migrated,
          previousDue: number == 1 ? now.plus(60) : nil)
      }
      #expect(try await subject.write(Array(migrated[1...])).allSatisfy { $0 == .written })
      #expect(try await subject.write([migrated[0]]) == [.written])
      for number in 1...5 {
        #expect(try await subject.record(number)?.version == (number == 5 ? Sample.version : other))
      }
      #expect(try await subject.record(1) == migrated[0].record)
      #expect(try await subject.journal(1).last?.kind == .migrated)
    },
    Promise("a migration that comes too late changes neither the case nor its version") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [nil], at: now)
      let late = Sample.write(
        Sample.record(1, revision: 3, openedAt: now, version: other), at: now, kind: .migrated)
      #expect(try await subject.write([late]) == [.conflict])
      #expect(try await subject.record(1)?.version == Sample.version)
    },
    Promise("open cases of a version come in pages, in the order of their identifiers") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [nil, nil, now.plus(1), nil], at: now)
      _ = try await subject.write([
        Sample.write(Sample.record(2, revision: 2, openedAt: now, closedAt: now), at: now),
        Sample.write(Sample.record(5, openedAt: now, version: other), at: now),
      ])
      let pages = try await subject.store.transaction { transaction in
        let first = try transaction.openCases(of: Sample.version, after: nil, limit: 2)
        return [first, try transaction.openCases(of: Sample.version, after: first.last?.id, limit: 2)]
      }
      #expect(pages.map { $0.map(\.id) } == [[1, 3].map(Sample.caseID), [Sample.caseID(4)]])
      #expect(try await pages[0][1] == subject.record(3))
    },
    Promise("past and open cases come in pages with their histories, as far as they are wanted") {
      subject async throws in
      let now = try await subject.now()
      _ = try await subject.write([
        Sample.write(Sample.record(1, openedAt: now), at: now),
        Sample.write(Sample.record(2, workflow: "payment", openedAt: now.plus(-9)), at: now),
        Sample.write(Sample.record(3, openedAt: now.plus(-5)), at: now),
        Sample.write(Sample.record(4, openedAt: now, closedAt: now.plus(1)), at: now),
      ])
      _ = try await subject.write([Sample.write(Sample.record(1, revision: 2, openedAt: now), at: now.plus(1))])
      func recorded(_ scope: ReplayScope, after last: CaseID? = nil, limit: Int = 9) async throws -> [RecordedCase] {
        try await subject.store.transaction { try $0.recordedCases(scope, after: last, limit: limit) }
      }
      let all = try await recorded(ReplayScope())
      #expect(all.map(\.record.id) == [1, 2, 3, 4].map(Sample.caseID))
      #expect(try await all[0].record == subject.record(1))
      #expect(try await all[0].journal == subject.journal(1))
      #expect(all.map(\.journal.count) == [2, 1, 1, 1])
      let page = try await recorded(ReplayScope(workflow: "concern"), after: Sample.caseID(1), limit: 1)
      #expect(page.map(\.record.id) == [Sample.caseID(3)])
      let scope = ReplayScope(workflow: "concern", since: now.plus(-1))
      #expect(try await recorded(scope).map(\.record.id) == [1, 4].map(Sample.caseID))
      #expect(try await subject.store.transaction { try $0.countRecordedCases(scope) } == 2)
      #expect(try await subject.store.transaction { try $0.countRecordedCases(ReplayScope()) } == 4)
    },
  ]
}
