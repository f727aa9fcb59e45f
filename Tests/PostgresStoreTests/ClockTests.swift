import CivilTime
import Engine
import Postgres
import StoreContract
import Testing

@testable import PostgresStore

@Suite struct ClockTests {
  @Test func `a clock that may move can be moved by a duration and to an instant, and runs on`() async throws {
    try await TestCluster.withStore(connections: 1) { store async throws in
      let start = try await store.clock()
      #expect(start.mayMove)
      #expect(start.movedBy == .zero)
      let moved = try await store.moveClock(by: .seconds(14 * 86_400) + .microseconds(5))
      #expect(moved.movedBy == .seconds(14 * 86_400) + .microseconds(5))
      #expect(moved.now >= start.now.advanced(by: .seconds(14 * 86_400)))
      let target = try #require(Instant(rfc3339: "2041-07-01T09:00:00Z"))
      let later = try await store.moveClock(to: target)
      #expect(later.now >= target)
      #expect(later.now < target.advanced(by: .seconds(60)))
      #expect(try await store.clock().now >= later.now)
    }
  }

  @Test func `once something has happened the clock does not go back`() async throws {
    try await TestCluster.withStore(connections: 1) { store async throws in
      let subject = Subject(store) { _ in }
      let now = try await subject.now()
      try await subject.open(due: [nil], at: now)
      await #expect(throws: StoreError.self) { try await store.moveClock(by: .seconds(-1)) }
      let error = await #expect(throws: StoreError.self) { try await store.moveClock(to: now.plus(-60)) }
      #expect(error?.code == .refused)
      #expect(try await store.clock().movedBy == .zero)
    }
  }

  @Test func `a demonstration may begin in the past`() async throws {
    try await TestCluster.withStore(connections: 1) { store async throws in
      let start = try #require(Instant(rfc3339: "2020-01-06T09:00:00Z"))
      let clock = try await store.moveClock(to: start)
      #expect(clock.now >= start)
      #expect(clock.now < start.plus(60))
    }
  }

  @Test func `a clock that may not move refuses every way of moving it`() async throws {
    try await TestCluster.withStore(isEmpty: true, connections: 1) { store async throws in
      try await store.migrate(mayMoveClock: false)
      for attempt in [
        { _ = try await store.moveClock(by: .seconds(1)) },
        { _ = try await store.moveClock(to: Instant(seconds: 4_000_000_000)) },
        { _ = try await store.migrate(mayMoveClock: true) },
      ] {
        let error = await #expect(throws: StoreError.self) { try await attempt() }
        #expect(error?.message.contains("may not move") == true)
        #expect(error?.isRetryable == false)
      }
      for text in [
        "UPDATE recourse.clock SET may_move = true", "UPDATE recourse.clock SET moved_by = '1 day'",
        "DELETE FROM recourse.clock", "TRUNCATE recourse.clock",
        "INSERT INTO recourse.clock (only_row, may_move) VALUES (false, true)",
      ] {
        await #expect(throws: PostgresError.self, "\(text)") { try await store.sql(text) }
      }
      try await store.sql("SET recourse.now = '2001-01-01Z'")
      #expect(try await store.clock().now > Instant(seconds: 1_700_000_000))
    }
  }

  @Test func `a session can see another time where the clock may move`() async throws {
    try await TestCluster.withStore(connections: 1) { store async throws in
      try await store.sql("SET recourse.now = '2031-01-05 09:00:00.5Z'")
      #expect(try await store.clock().now == Instant(rfc3339: "2031-01-05T09:00:00.5Z"))
      try await store.sql("RESET recourse.now")
      #expect(try await store.clock().now != Instant(rfc3339: "2031-01-05T09:00:00.5Z"))
    }
  }
}
