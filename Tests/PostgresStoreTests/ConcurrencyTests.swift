import Casework
import CivilTime
import Dispatch
import Engine
import Postgres
import StoreContract
import Synchronization
import Testing

@testable import PostgresStore

@Suite struct ConcurrencyTests {
  @Test func `two open transactions claim different cases, and neither waits`() async throws {
    try await TestCluster.withStore(connections: 3) { store async throws in
      let subject = Subject(store) { _ in }
      let now = try await subject.now()
      try await subject.open(due: (1...9).map { now.plus(-$0) }, at: now.plus(-60))
      let (first, second) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      // Each holds its claim until the other has made its own.
      async let one = store.transaction { transaction throws in
        let claimed = try transaction.claimDue(limit: 5).cases.map(\.id)
        first.signal()
        second.wait()
        return claimed
      }
      async let other = store.transaction { transaction throws in
        first.wait()
        defer { second.signal() }
        return try transaction.claimDue(limit: 5).cases.map(\.id)
      }
      let claims = try await (one, other)
      #expect(claims.0.count == 5)
      #expect(claims.1.count == 4)
      #expect(Set(claims.0).isDisjoint(with: claims.1))
    }
  }

  @Test func `who changes calendars waits for steps that are being decided, and holds off every later one`()
    async throws
  {
    try await TestCluster.withStore(connections: 4) { store async throws in
      let subject = Subject(store) { _ in }
      let now = try await subject.now()
      try await subject.open(due: [now.plus(-1), now.plus(-2)], at: now.plus(-60))
      let looked = DispatchSemaphore(value: 0)
      let order = Order()
      async let step: Void = store.transaction { transaction throws in
        _ = try transaction.look(at: [Sample.caseID(2)], for: [])
        looked.signal()
        try (transaction as? PostgresTransaction)?.untilSomebodyWaits()
        let record = Sample.record(2, revision: 2, openedAt: now)
        #expect(try transaction.write([Sample.write(record, at: now, previousDue: now.plus(-2))]) == [.written])
        order.note("stepped")
      }
      async let change: Void = store.transaction { transaction throws in
        looked.wait()
        try transaction.holdSteps()
        order.note("held")
        looked.signal()
        try (transaction as? PostgresTransaction)?.untilSomebodyWaits()
        try transaction.keepCalendar(named: "office", text: "new")
        let record = Sample.record(1, revision: 2, openedAt: now, due: now.plus(60))
        #expect(try transaction.write([Sample.write(record, at: now, previousDue: now.plus(-1))]) == [.written])
      }
      try await step
      async let claim = store.transaction { transaction throws in
        looked.wait()
        let look = try transaction.claimDue(limit: 5)
        order.note("claimed")
        return (look.cases.map(\.id), look.calendarRevision)
      }
      try await change
      let claimed = try await claim
      #expect(claimed.0.isEmpty && claimed.1 == 1)
      #expect(order.all == ["stepped", "held", "claimed"])
    }
  }

  @Test func `a case that is being stepped is not claimed`() async throws {
    try await TestCluster.withStore(connections: 3) { store async throws in
      let subject = Subject(store) { _ in }
      let now = try await subject.now()
      try await subject.open(due: [now.plus(-1), now.plus(-2)], at: now.plus(-60))
      let (stepped, claimed) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      async let step = store.transaction { transaction throws in
        let record = Sample.record(2, revision: 2, openedAt: now)
        let outcomes = try transaction.write([Sample.write(record, at: now, previousDue: now.plus(-2))])
        stepped.signal()
        claimed.wait()
        return outcomes
      }
      async let claim = store.transaction { transaction throws in
        stepped.wait()
        defer { claimed.signal() }
        return try transaction.claimDue(limit: 5).cases.map(\.id)
      }
      #expect(try await step == [.written])
      #expect(try await claim == [Sample.caseID(1)])
    }
  }

  @Test func `a step that waits for another one of the same case finds a conflict and waits for no third`() async throws
  {
    try await TestCluster.withStore(connections: 8) { store async throws in
      let subject = Subject(store) { _ in }
      let now = try await subject.now()
      try await subject.open(due: [Instant?](repeating: now, count: 40), at: now)
      // Batches of the same cases in opposite orders: with locks taken in the order given they would deadlock.
      let outcomes = try await withThrowingTaskGroup(of: [WriteOutcome].self) { group in
        for lane in 1...8 {
          let numbers = lane.isMultiple(of: 2) ? Array(1...40) : (1...40).reversed()
          group.addTask {
            try await subject.write(
              numbers.map {
                Sample.write(
                  Sample.record($0, revision: 2, openedAt: now), event: $0 * 100 + lane, at: now, previousDue: now)
              })
          }
        }
        var outcomes: [WriteOutcome] = []
        for try await some in group { outcomes += some }
        return outcomes
      }
      #expect(outcomes.count { $0 == .written } == 40)
      #expect(outcomes.count { $0 == .conflict } == 280)
    }
  }

  @Test func `a connection killed in the middle leaves nothing half done, and the store goes on`() async throws {
    try await TestCluster.withStore(connections: 2) { store async throws in
      let subject = Subject(store) { _ in }
      let now = try await subject.now()
      try await subject.open(due: [now], at: now)
      let (written, killed) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      let attempts = Attempts()
      let record = Sample.record(1, revision: 2, openedAt: now)
      let step = Sample.write(record, at: now, previousDue: now, outbox: [Sample.message()])
      async let victim = store.transaction { transaction throws in
        let isFirst = attempts.next() == 1
        if !isFirst {
          // The second run sees that nothing of the first was kept.
          #expect(try transaction.look(at: [record.id], for: []).cases.map(\.revision) == [1])
          #expect(try transaction.messages(of: record.id).isEmpty)
        }
        let outcomes = try transaction.write([step])
        if isFirst {
          written.signal()
          killed.wait()
          _ = try transaction.claimDue(limit: 1)
        }
        return outcomes
      }
      async let killer: Void = store.run { transaction throws in
        written.wait()
        defer { killed.signal() }
        let kill = Statement(
          "kill-others",
          """
          SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
          """)
        #expect(try transaction.execute(kill).count == 1)
      }
      try await killer
      #expect(try await victim == [.written])
      #expect(attempts.next() == 3)
      #expect(try await subject.record(1) == step.record)
      #expect(try await subject.journal(1).count == 2)
      #expect(try await subject.messages(1).count == 1)
      #expect(try await subject.claimDue().isEmpty)
    }
  }
}

/// Counts how often a body ran.
private final class Attempts: Sendable {
  private let count = Atomic(0)
  func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}

/// What happened, in order.
private final class Order: Sendable {
  private let told = Mutex<[String]>([])
  var all: [String] { told.withLock { $0 } }
  func note(_ what: String) { told.withLock { $0.append(what) } }
}

extension PostgresTransaction {
  /// Asks until another session of this database waits for a lock.
  fileprivate func untilSomebodyWaits() throws {
    while try execute(Self.waiting).single().int(0) == 0 {}
  }

  private static let waiting = Statement(
    "waiting-for-locks",
    """
    SELECT count(*) FROM pg_locks
    WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    """)
}
