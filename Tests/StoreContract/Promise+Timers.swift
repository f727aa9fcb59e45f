import Casework
import CivilTime
import Engine
import Testing

extension Promise {
  static let timers = [
    Promise("due cases are claimed in order of their instant, up to the limit") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [now.plus(-1), now.plus(-3), nil, now.plus(60), now.plus(-2), now], at: now.plus(-9))
      #expect(try await subject.claimDue(2) == [2, 5].map(Sample.caseID))
      #expect(try await subject.claimDue() == [2, 5, 1, 6].map(Sample.caseID))
      try await subject.advance(.seconds(60))
      #expect(try await subject.claimDue() == [2, 5, 1, 6, 4].map(Sample.caseID))
    },
    Promise("what is claimed is due by the clock that comes with it") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [now, now.plus(3_000)], at: now)
      let look = try await subject.store.transaction { try $0.claimDue(limit: 10) }
      #expect(look.cases.count == 1)
      #expect(look.cases.allSatisfy { ($0.nextDue ?? look.now.plus(1)) <= look.now })
    },
    Promise("a claimed case is due no more once it is stepped, and due again when its next timer is") {
      subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [now], at: now)
      let outcomes = try await subject.store.transaction { transaction in
        let look = try transaction.claimDue(limit: 10)
        return try transaction.write(
          look.cases.map {
            Sample.write(
              Sample.record(1, revision: 2, openedAt: now, due: now.plus(60)), at: look.now, kind: .timer,
              previousDue: $0.nextDue, timerDue: $0.nextDue)
          })
      }
      #expect(outcomes == [.written])
      #expect(try await subject.claimDue().isEmpty)
      try await subject.advance(.seconds(61))
      #expect(try await subject.claimDue() == [Sample.caseID(1)])
    },
    Promise("a claim without a step leaves the case due") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [now], at: now)
      #expect(try await subject.claimDue().count == 1)
      #expect(try await subject.claimDue().count == 1)
    },
    Promise("a closed case has no timer") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [now, nil], at: now)
      let writes = [1, 2].map {
        Sample.write(
          Sample.record($0, revision: 2, openedAt: now, closedAt: now), at: now, previousDue: $0 == 1 ? now : nil)
      }
      #expect(try await subject.write(writes) == [.written, .written])
      #expect(try await subject.record(1)?.closedAt == now)
      #expect(try await subject.claimDue().isEmpty)
      #expect(try await subject.store.transaction { try $0.cases(matching: CaseFilter()) }.isEmpty)
    },
    Promise("many who claim at once fire each due case once") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: (1...60).map { now.plus(-$0) }, at: now.plus(-90))
      let store = subject.store
      try await withThrowingTaskGroup { group in
        for _ in 1...6 {
          group.addTask {
            while try await Self.fire(store, limit: 7) > 0 {}
          }
        }
        try await group.waitForAll()
      }
      for number in 1...60 {
        #expect(try await subject.journal(number).count == 2, "case \(number)")
      }
    },
  ]

  /// Claims and stops timers; how many there were.
  private static func fire(_ store: any Store, limit: Int) async throws -> Int {
    try await store.transaction { transaction in
      let look = try transaction.claimDue(limit: limit)
      let outcomes = try transaction.commit(
        writing: look.cases.map { record in
          let number = Int(record.id.id.low & 0xFFFF_FFFF)
          let next = Sample.record(number, revision: record.revision + 1, openedAt: record.openedAt)
          return Sample.write(next, at: look.now, kind: .timer, previousDue: record.nextDue, timerDue: record.nextDue)
        })
      #expect(outcomes.allSatisfy { $0 == .written })
      return outcomes.count
    }
  }
}
