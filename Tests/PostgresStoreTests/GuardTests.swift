import CivilTime
import Postgres
import StoreContract
import Testing

@testable import PostgresStore

@Suite struct GuardTests {
  @Test func `what is append-only takes no update, delete or truncate`() async throws {
    try await TestCluster.withStore(connections: 1) { store async throws in
      let subject = Subject(store) { _ in }
      try await subject.open(due: [nil], at: try await subject.now())
      for table in ["journal", "deployments", "workflow_versions"] {
        let column = table == "journal" ? "name" : "workflow"
        for text in [
          "UPDATE recourse.\(table) SET \(column) = 'x'", "DELETE FROM recourse.\(table)",
          "TRUNCATE recourse.\(table) CASCADE",
        ] {
          let error = await #expect(throws: PostgresError.self, "\(text)") { try await store.sql(text) }
          #expect(error?.sqlState == "23001")
        }
      }
      #expect(try await subject.journal(1).count == 1)
    }
  }

  @Test func `the database refuses what no step may leave behind`() async throws {
    try await TestCluster.withStore(connections: 1) { store async throws in
      let subject = Subject(store) { _ in }
      try await subject.open(due: [nil], at: try await subject.now())
      for (text, constraint) in [
        ("UPDATE recourse.cases SET closed_at = now(), due_at = now()", "cases_closed_has_no_timer"),
        ("UPDATE recourse.cases SET revision = 0", "cases_revision_is_positive"),
        (
          "INSERT INTO recourse.journal SELECT case_id, 2, event_id, at, kind, name, NULL, NULL, NULL, payload "
            + "FROM recourse.journal", "journal_takes_an_event_once"
        ),
        ("INSERT INTO recourse.reference_revisions (only_row) VALUES (false)", "reference_revisions_has_one_row"),
      ] {
        let error = await #expect(throws: PostgresError.self, "\(text)") { try await store.sql(text) }
        #expect(error?.constraint == constraint)
      }
    }
  }

  @Test func `a step leaves the case's row in its page and its indexes alone`() async throws {
    try await TestCluster.withStore(connections: 1) { store async throws in
      let subject = Subject(store) { _ in }
      let now = try await subject.now()
      try await subject.open(due: [now], at: now)
      for revision in 2...9 {
        let record = Sample.record(
          1, revision: revision, states: ["s\(revision)"], owner: "o\(revision)", openedAt: now, due: now.plus(revision)
        )
        let previous = revision == 2 ? now : now.plus(revision - 1)
        #expect(try await subject.write([Sample.write(record, at: now, previousDue: previous)]) == [.written])
      }
      try await store.sql("SELECT pg_stat_force_next_flush()")
      let total = Statement(
        "all-updates",
        """
        SELECT n_tup_upd || ' ' || n_tup_hot_upd FROM pg_stat_user_tables WHERE relid = 'recourse.cases'::regclass
        """)
      #expect(try await store.column(total) == ["8 8"])
    }
  }
}
