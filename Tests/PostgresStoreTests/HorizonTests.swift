import Casework
import CivilTime
import Engine
import Foundation
import Postgres
import StoreContract
import Testing

@testable import PostgresStore

@Suite(.timeLimit(.minutes(15))) struct HorizonTests {
  @Test func `no mark moves past the beginning of a transaction that is still open`() async throws {
    try await TestCluster.withStore(connections: 2) { store in
      let (begun, hasBegun) = AsyncStream<Instant>.makeStream()
      let mayEnd = DispatchSemaphore(value: 0)
      let open = Task {
        try await store.run { transaction in
          hasBegun.yield(try transaction.execute(Self.beginning).single().instant(0))
          mayEnd.wait()
        }
      }
      var began: Instant?
      for await instant in begun {
        began = instant
        break
      }
      let beginning = try #require(began)
      let marks = try await store.transaction { transaction in
        [try transaction.casesToRank(limit: 9).through, try transaction.casesToRead(limit: 9).through]
      }
      mayEnd.signal()
      try await open.value
      for mark in marks { #expect(try #require(mark) <= beginning) }
      let later = try await store.transaction { transaction in
        [try transaction.casesToRank(limit: 9).through, try transaction.casesToRead(limit: 9).through]
      }
      for mark in later { #expect(try #require(mark) > beginning) }
    }
  }

  private static let beginning = Statement("beginning", "SELECT transaction_timestamp()")

  @Test func `a plan made while there was nothing serves when there is much`() async throws {
    try await TestCluster.withStore(connections: 1) { store in
      // What the server knows of tables that have just been looked through and are empty.
      for table in ["case_ranks", "cases", "journal"] { try await store.sql("VACUUM ANALYZE recourse.\(table)") }
      let now = try await store.clock().now
      let closed = Sample.record(1, openedAt: now, closedAt: now)
      var filter = CaseFilter(limit: 25)
      filter.order = .rank
      let listed = filter
      for _ in 1...2 {
        try await store.transaction { transaction in
          _ = try transaction.casesToRank(limit: 9)
          try transaction.keepRanks([RankedCase(record: closed, rank: nil)], through: nil)
          _ = try transaction.cases(matching: listed)
        }
      }
      try await store.sql(Self.many)
      #expect(try await store.blocks(.lookForRanks) < 12 * 3_000)
      #expect(try await store.blocks(.listCases) < 1_000)
      #expect(try await store.blocks(.takeRanksAway) < 12 * 3_000)
    }
  }

  /// Three thousand cases, half of which have no rank yet.
  private static let many = """
    CREATE FUNCTION pg_temp.id(n integer) RETURNS uuid LANGUAGE sql
      RETURN ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid;
    INSERT INTO recourse.cases (case_id, reference, workflow, version, revision, opened_at, owner, states, document)
      SELECT pg_temp.id(n), 'R' || n, 'concern', repeat('ab', 32), 1, recourse.now(), 'staff', '{a}', '{"data":{}}'
      FROM generate_series(1, 3000) n;
    INSERT INTO recourse.journal (case_id, revision, event_id, at, kind, name, payload)
      SELECT case_id, 1, case_id, opened_at, 'opened', 'concern', '{}' FROM recourse.cases;
    INSERT INTO recourse.case_ranks (case_id, revision, rank_at, workflow, owner, assignee, states)
      SELECT pg_temp.id(n), 1, recourse.now() + n * interval '1 hour', 'concern', 'staff', 'a' || n, '{a}'
      FROM generate_series(1, 3000, 2) n;
    CREATE FUNCTION pg_temp.ids() RETURNS uuid[] LANGUAGE sql
      RETURN (SELECT array_agg(pg_temp.id(n)) FROM generate_series(1, 3000) n);
    CREATE FUNCTION pg_temp.ones() RETURNS integer[] LANGUAGE sql RETURN array_fill(1, ARRAY[3000]);
    """
}

extension Statement {
  fileprivate static let lookForRanks = Statement(
    "explain-look", #"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE "cases-to-rank" (10, 100000)"#)
  fileprivate static let listCases = Statement(
    "explain-list",
    #"""
    EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE "list-ranked-cases"
      (NULL, NULL, NULL, NULL, NULL, NULL, false, false, NULL, NULL, NULL, 0, 25)
    """#)
  fileprivate static let takeRanksAway = Statement(
    "explain-drop", #"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE "drop-ranks" (pg_temp.ids(), pg_temp.ones())"#)
}

extension PostgresStore {
  /// How many blocks of the database a statement had in its hands, in the plan that its connection keeps.
  fileprivate func blocks(_ explanation: Statement) async throws -> Int {
    let plan = try await pool.query(explanation) { try $0.string(0) }.joined()
    let counts = plan.matches(of: /"Shared (?:Hit|Read) Blocks": ([0-9]+)/).prefix(2).compactMap { Int($0.output.1) }
    // A plan that says nothing of blocks would pass for a good one.
    guard counts.count == 2 else { return .max }
    return counts.reduce(0, +)
  }
}
