import CivilTime
import Testing

@testable import PostgresStore

@Suite(.timeLimit(.minutes(15))) struct WorkedHoursTests {
  @Test func `each hour tells its work, and one that is over is counted once`() async throws {
    try await TestCluster.withStore(connections: 1) { store in
      let now = try await store.clock().now
      let hour = Instant(seconds: now.seconds - now.seconds % 3_600)
      let before = hour.advanced(bySeconds: -7_200)
      let worked = WorkedHours(of: store)
      #expect(try await worked.last(24).isEmpty)
      try await store.sql(Self.aCase)
      try await store.sql(Self.entry(1, at: before, due: before.advanced(bySeconds: -30)))
      try await store.sql(Self.entry(2, at: hour))
      // What was counted before there was anything is of hours that are over.
      let anew = WorkedHours(of: store)
      #expect(try await anew.last(24) == [Self.hour(before, timers: 1, lag: 30), Self.hour(hour, events: 1)])
      try await store.sql(Self.entry(3, at: before))
      try await store.sql(Self.entry(4, at: hour))
      #expect(try await anew.last(24) == [Self.hour(before, timers: 1, lag: 30), Self.hour(hour, events: 2)])
      #expect(try await anew.last(1) == [Self.hour(hour, events: 2)])
      let whole = [Self.hour(before, events: 1, timers: 1, lag: 30), Self.hour(hour, events: 2)]
      #expect(try await anew.last(24) == whole)
      #expect(try await worked.last(24) == [Self.hour(hour, events: 2)])
    }
  }

  private static func hour(_ begins: Instant, events: Int = 0, timers: Int = 0, lag: Double = 0) -> HourOfWork {
    HourOfWork(begins: begins, events: events, timers: timers, longestLagSeconds: lag)
  }

  private static let aCase = """
    INSERT INTO recourse.cases (case_id, reference, workflow, version, revision, opened_at, owner, states, document)
      VALUES ('00000000-0000-7000-8000-000000000001', 'R1', 'concern', repeat('ab', 32), 1, recourse.now(), 'staff',
        '{a}', '{"data":{}}')
    """

  private static func entry(_ revision: Int, at: Instant, due: Instant? = nil) -> String {
    """
    INSERT INTO recourse.journal (case_id, revision, event_id, at, due_at, kind, name, payload)
      VALUES ('00000000-0000-7000-8000-000000000001', \(revision), gen_random_uuid(), '\(at.rfc3339)',
        \(due.map { "'\($0.rfc3339)'" } ?? "NULL"), 'event', 'step', '{}')
    """
  }
}
