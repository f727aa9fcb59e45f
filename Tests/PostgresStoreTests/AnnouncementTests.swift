import CivilTime
import Engine
import EmbeddedPostgres
import Postgres
import StoreContract
import Testing

@testable import PostgresStore

@Suite(.timeLimit(.minutes(15))) struct AnnouncementTests {
  private static let forever = Duration.seconds(3_600)

  @Test func `a step that leaves work wakes a worker of another process`() async throws {
    let settings = try await TestCluster.database()
    let bell = Doorbell()
    let listener = try WorkListener(settings, ringing: bell)
    await bell.rest(atMost: Self.forever)
    #expect(bell.isHeard)
    let store = try await PostgresStore.open(settings, connections: 2, announces: true)
    let now = try await store.clock().now
    for number in 1...3 {
      let write = Sample.write(
        Sample.record(number, openedAt: now), at: now, outbox: [Sample.message()])
      #expect(try await store.transaction { try $0.commit(writing: [write]) } == [.written])
      await bell.rest(atMost: Self.forever)
    }
    await store.close()
    await listener.close()
    #expect(store.pool.status.connections == 0)
  }

  @Test(arguments: [(nil, nil, false), (60, nil, false), (60, 90, false), (3, nil, true), (3, 60, true), (3, 2, false)])
  func `only a timer that a resting worker would sleep past is announced`(
    _ due: Int64?, _ before: Int64?, _ isAnnounced: Bool
  ) {
    let now = Instant(seconds: 1_800_000_000)
    let write = Sample.write(
      Sample.record(1, openedAt: now, due: due.map { now.advanced(bySeconds: $0) }), at: now,
      previousDue: before.map { now.advanced(bySeconds: $0) })
    #expect(write.leavesWork == isAnnounced)
  }

  @Test func `a worker that lost its ears looks by itself until it hears again`() async throws {
    let settings = try await TestCluster.database()
    let bell = Doorbell()
    let listener = try WorkListener(settings, ringing: bell)
    await bell.rest(atMost: Self.forever)
    let store = try await PostgresStore.open(settings, connections: 1)
    #expect(try await store.column(.endListeners) == ["true"])
    await store.close()
    // Once for the end of the connection, once for the next; perhaps one ring for both.
    repeat { await bell.rest(atMost: Self.forever) } while !bell.isHeard
    await listener.close()
    #expect(!bell.isHeard)
  }
}

extension Statement {
  fileprivate static let endListeners = Statement(
    "end-listeners",
    """
    SELECT pg_terminate_backend(pid, 10000)::text FROM pg_stat_activity
    WHERE application_name = 'recourse listening' AND datname = current_database()
    """)
}
