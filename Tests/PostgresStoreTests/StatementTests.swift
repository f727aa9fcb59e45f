import Engine
import Postgres
import Testing

@testable import PostgresStore

@Suite struct StatementTests {
  @Test func `every statement can be prepared against the schema`() async throws {
    #expect(Set(PostgresStore.statements.map(\.name)).count == PostgresStore.statements.count)
    try await TestCluster.withStore(connections: 1) { store async throws in
      for statement in PostgresStore.statements {
        let isLock = statement.text.hasPrefix("LOCK")
        try await store.sql(
          isLock ? "BEGIN; \(statement.text); COMMIT" : "PREPARE s AS \(statement.text); DEALLOCATE s")
      }
    }
  }

  @Test(
    arguments: [
      "look-cases", "look-events", "claim-due", "next-due", "step-many", "open-many", "claim-outbox",
    ]
      + ["mark-sent", "mark-failed", "journal-of-case", "messages-of-case", "case-by-reference", "list-open-cases"]
      + ["list-assigned-cases", "list-parked-cases", "list-closed-cases", "count-open-cases", "count-assigned-cases"]
      + ["count-parked-cases", "count-closed-cases", "list-cases-in-order", "dead-letters", "waiting-items"]
      + ["retry-items"])
  func `on a filled database no statement of the hot path reads a table from end to end`(_ name: String) async throws {
    let store = try await Self.filled.value
    let statement = try #require(PostgresStore.statements.first { $0.name == name })
    let plan = try await store.plan(of: statement)
    let scans = plan.filter { line in
      line.contains("Seq Scan on ")
        && ["cases", "journal", "timers", "outbox", "deliveries"].contains { line.contains("on \($0)") }
    }
    #expect(!plan.isEmpty)
    #expect(scans.isEmpty, "\(name): \(scans)\n\(plan.joined(separator: "\n"))")
  }

  @Test func `nor does the function that keeps one step`() async throws {
    let store = try await Self.filled.value
    // The planner isn't asked about a function's statements, so they are run, and the scans counted that they made.
    let step: StaticString = """
      SELECT recourse.step(c.case_id, 3, 4, NULL, NULL, 'staff', NULL, NULL, '{triage}', NULL, '{}', c.due_at,
        gen_random_uuid(), c.opened_at, NULL, 'event', 'step', NULL, NULL, NULL, '{}', NULL, NULL, NULL, NULL, NULL, 2)
      FROM recourse.cases c WHERE c.reference = 'R77'
      """
    let (outcome, used) = try await store.run { transaction in
      try Self.used(by: transaction) { try transaction.execute(Statement("step-77", step)).single().string(0) }
    }
    #expect(outcome == "written")
    #expect(used.tablesScanned == 0)
    #expect(used.tablesRead == 3)
  }

  @Test func `nor does the function that keeps a step of each of several cases`() async throws {
    let store = try await Self.filled.value
    let steps: StaticString = """
      WITH these AS (SELECT * FROM recourse.cases WHERE reference IN ('R78', 'R79', 'R80'))
      SELECT recourse.steps(array_agg(case_id), array_agg(revision), NULL, NULL, NULL, NULL, NULL,
        array_agg('{triage}'::text), NULL, array_agg(document), array_agg(due_at), array_agg(gen_random_uuid()),
        array_agg(opened_at), NULL, array_agg('event'::text), array_agg('step'::text), NULL, NULL, NULL,
        array_agg('{}'::json), NULL, NULL, NULL, NULL, NULL, array_agg(2)) IS NULL
      FROM these
      """
    let (isWritten, used) = try await store.run { transaction in
      try Self.used(by: transaction) { try transaction.execute(Statement("steps-78", steps)).single().bool(0) }
    }
    #expect(isWritten)
    #expect(used.tablesScanned == 0)
    #expect(used.tablesRead == 2)
  }

  @Test func `what asks for the newest steps reads only the newest stretch of the journal`() async throws {
    let store = try await Self.filled.value
    let (found, used) = try await store.run { transaction in
      try transaction.run(
        Script(
          named: "listen",
          text: """
            UPDATE recourse.rank_progress SET through = '2026-02-01Z';
            UPDATE recourse.search_progress SET through = '2026-02-01Z';
            INSERT INTO recourse.subscriptions (subscription_id, name, url, kinds, owner, made_at, secret, through)
              VALUES (gen_random_uuid(), 'a', 'https://a.example', '{}', 'ops', '2026-02-01Z', 's', '2026-02-01Z');
            """))
      return try Self.used(by: transaction) {
        try PostgresTransaction.run(
          { engine in
            [
              try engine.casesToRank(limit: 10).ids.count, try engine.casesToRead(limit: 10).ids.count,
              try engine.gatherAnnouncements(limit: 10),
            ]
          }, in: transaction
        ).result
      }
    }
    #expect(found == [0, 0, 0])
    // Three looks at the last stretch of 60,000 entries, which has not been summarised yet.
    #expect(used.rowsRead["journal", default: 0] < 12_000, "\(used)")
  }

  @Test func `whoever lists a few cases of many walks past none of the others`() async throws {
    let store = try await Self.filled.value
    // The few are the least urgent.
    try await store.sql(
      """
      INSERT INTO recourse.case_ranks (case_id, revision, rank_at, workflow, owner, assignee, states)
        SELECT case_id, revision, '2026-01-05Z'::timestamptz + n * interval '1 minute', workflow,
          CASE WHEN n <= 19900 THEN 'staff' WHEN n % 2 = 0 THEN 'supplier' ELSE 'prime' END,
          CASE WHEN n <= 19900 THEN 'amy' WHEN n % 3 = 0 THEN 'ben' END, states
        FROM (SELECT *, substr(reference, 2)::integer AS n FROM recourse.cases) AS c;
      ANALYZE recourse.case_ranks;
      """)
    func found(_ change: (inout CaseFilter) -> Void) async throws -> (count: Int, read: Int) {
      var filter = CaseFilter()
      (filter.order, filter.limit) = (.rank, 40)
      change(&filter)
      let (count, used) = try await store.run { [filter] transaction in
        try Self.used(by: transaction) {
          try PostgresTransaction.run({ try $0.cases(matching: filter).count }, in: transaction).result
        }
      }
      return (count, used.rowsRead["case_ranks", default: 0])
    }
    for list in [
      try await found { $0.ownersOtherThan = ["staff"] }, try await found { $0.owners = ["supplier", "prime"] },
      try await found { $0.isUnassigned = true }, try await found { $0.owner = "prime" },
    ] {
      #expect(list.count == 40)
      #expect(list.read <= 200, "\(list)")
    }
    let his = try await found { $0.assignees = ["ben", "cat"] }
    #expect(his == (33, 33))
    let (counts, used) = try await store.run { transaction in
      try Self.used(by: transaction) {
        try PostgresTransaction.run(
          { try $0.queueCounts(of: ["ben"], team: ["staff"], limit: 50) }, in: transaction
        ).result
      }
    }
    #expect(counts == QueueCounts(mine: 33, unassigned: 50, team: 50, waiting: 50))
    #expect(used.rowsRead["case_ranks", default: 0] < 250, "\(used)")
  }

  @Test func `claiming reads timers in the order of their key and sorts nothing`() async throws {
    let store = try await Self.filled.value
    let statement = try #require(PostgresStore.statements.first { $0.name == "claim-due" })
    let plan = try await store.plan(of: statement)
    #expect(plan.contains { $0.contains("using timers_pkey") })
    #expect(!plan.contains { $0.contains("Sort") }, "\(plan.joined(separator: "\n"))")
  }

  @Test(arguments: [false, true])
  func `lists by the next due instant go through timers, however few cases there were`(isFilled: Bool) async throws {
    let store =
      if isFilled { try await Self.filled.value } else {
        try await PostgresStore.open(TestCluster.database(), connections: 1)
      }
    for name in ["list-open-cases", "count-open-cases"] {
      let statement = try #require(PostgresStore.statements.first { $0.name == name })
      let plan = try await store.plan(of: statement)
      let order = plan.filter { $0.contains("using ") }
      #expect(order.first?.contains("timers_pkey") == true, "\(plan.joined(separator: "\n"))")
      #expect(order.last?.contains("cases_pkey") == true, "\(plan.joined(separator: "\n"))")
      // A case by its key for each timer, and not all cases beside all timers.
      #expect(plan.contains { $0.contains("Index Cond: (case_id = t.case_id)") }, "\(plan.joined(separator: "\n"))")
      #expect(!plan.contains { $0.contains("Sort") || $0.contains("Gather") }, "\(plan.joined(separator: "\n"))")
    }
    for name in ["list-parked-cases", "count-parked-cases"] {
      let statement = try #require(PostgresStore.statements.first { $0.name == name })
      let plan = try await store.plan(of: statement)
      #expect(plan.contains { $0.contains("using cases_parked") }, "\(plan.joined(separator: "\n"))")
    }
  }

  @Test(arguments: [
    "host=/run/x dbname=y", "postgresql://u@h:5432/d", "postgres://u@h/d?connect_timeout=3",
  ])
  func `the planner is told how to treat the store's statements`(_ string: String) async throws {
    let plain = ConnectionSettings(string, preparesStatements: true)
    let added = PlannerSettings.added(to: plain)
    #expect(added.connectionString.hasPrefix(string))
    #expect(added.connectionString.contains("enable_seqscan"))
    #expect(PlannerSettings.added(to: added).connectionString == added.connectionString)
    let proxied = ConnectionSettings(string, preparesStatements: false)
    #expect(PlannerSettings.added(to: proxied).connectionString == string)
  }

  /// How many of the growing tables a body read from end to end, how many it found rows in by an index, and how many
  /// rows of each it had in its hands. The server counts what a connection does until it hands that on, which is not at
  /// the end of each transaction: so what it had counted before is taken off.
  private static func used<Result>(
    by transaction: borrowing Transaction, _ body: () throws -> Result
  ) throws -> (Result, (tablesScanned: Int, tablesRead: Int, rowsRead: [String: Int])) {
    let before = try counted(transaction)
    let result = try body()
    let more = try counted(transaction).merging(before) { zip($0, $1).map(-) }
    return (
      result,
      (more.values.count { $0[0] > 0 }, more.values.count { $0[1] > 0 }, more.mapValues { $0[2] })
    )
  }

  private static func counted(_ transaction: borrowing Transaction) throws -> [String: [Int]] {
    let rows = try transaction.execute(counts).map { (try $0.string(0), try (1...3).map($0.int)) }
    return Dictionary(rows) { $1 }
  }

  private static let counts = Statement(
    "counts-of-use",
    """
    SELECT relname::text, coalesce(seq_scan, 0), coalesce(idx_scan, 0),
      coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
    FROM pg_stat_xact_user_tables
    WHERE schemaname = 'recourse' AND relname IN ('cases', 'case_ranks', 'journal', 'timers', 'outbox', 'deliveries')
    """)

  /// Twenty thousand cases of three steps and a message each, a tenth of which waits.
  private static let filled = Task { () throws -> PostgresStore in
    let store = try await PostgresStore.open(TestCluster.database(), connections: 1)
    try await store.sql(
      """
      CREATE FUNCTION pg_temp.id(n integer, kind integer) RETURNS uuid LANGUAGE sql
        RETURN (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid;
      INSERT INTO recourse.cases (case_id, reference, workflow, version, revision, opened_at, due_at, owner, states,
          document)
        SELECT pg_temp.id(n, 1), 'R' || n, 'concern', repeat('ab', 32), 3, '2026-01-05Z',
          '2026-01-05Z'::timestamptz + n * interval '1 minute', 'staff', '{triage}', '{"data":{}}'
        FROM generate_series(1, 20000) n;
      INSERT INTO recourse.timers SELECT due_at, case_id FROM recourse.cases;
      INSERT INTO recourse.journal (case_id, revision, event_id, at, kind, name, payload, messages)
        SELECT pg_temp.id(n, 1), r, pg_temp.id(n, r + 1), '2026-01-05Z', 'event', 'step', '{}',
          CASE r WHEN 1 THEN '[["message",{}]]'::json END
        FROM generate_series(1, 20000) n, generate_series(1, 3) r;
      INSERT INTO recourse.outbox (available_at, case_id, revision, position)
        SELECT '2026-01-05Z', pg_temp.id(n, 1), 1, 0 FROM generate_series(1, 20000, 10) n;
      INSERT INTO recourse.deliveries (case_id, revision, position, attempts, sent_at)
        SELECT pg_temp.id(n, 1), 1, 0, 1, '2026-01-05Z' FROM generate_series(1, 20000) n WHERE n % 10 <> 1;
      SELECT brin_summarize_new_values('recourse.journal_by_time');
      ANALYZE recourse.cases, recourse.timers, recourse.journal, recourse.outbox, recourse.deliveries;
      """)
    return store
  }
}

extension PostgresStore {
  /// The generic plan, which is the one that a connection keeps.
  fileprivate func plan(of statement: Statement) async throws -> [String] {
    let count = (1...60).last { statement.text.contains("$\($0)") } ?? 0
    let nulls = count == 0 ? "" : "(" + Array(repeating: "NULL", count: count).joined(separator: ", ") + ")"
    let explain = """
      SET LOCAL plan_cache_mode = force_generic_plan;
      PREPARE planned AS \(statement.text);
      CREATE TEMP TABLE plan (line text) ON COMMIT DROP;
      DO $do$ DECLARE line text; BEGIN
        FOR line IN EXECUTE 'EXPLAIN EXECUTE planned\(nulls)' LOOP INSERT INTO plan VALUES (line); END LOOP;
      END $do$;
      DEALLOCATE planned;
      """
    return try await run { transaction in
      try transaction.run(Script(named: "explain", text: explain))
      return try transaction.execute(Statement("read-plan", "SELECT line FROM pg_temp.plan")).map { try $0.string(0) }
    }
  }
}
