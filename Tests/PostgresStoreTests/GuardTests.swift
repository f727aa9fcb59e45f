import Casework
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
          "INSERT INTO recourse.journal (case_id, event_id, at, revision, kind, name, payload) "
            + "SELECT case_id, event_id, at, 2, kind, name, payload FROM recourse.journal", "journal_pkey"
        ),
        (
          "INSERT INTO recourse.journal (case_id, event_id, at, revision, kind, name) "
            + "SELECT case_id, gen_random_uuid(), at, 2, kind, name FROM recourse.journal", "journal_is_whole_or_erased"
        ),
        (
          "INSERT INTO recourse.deliveries (case_id, revision, position, attempts, sent_at, failure) "
            + "SELECT case_id, 1, 0, 1, at, 'x' FROM recourse.journal", "deliveries_sent_is_over"
        ),
        ("INSERT INTO recourse.reference_revisions (only_row) VALUES (false)", "reference_revisions_has_one_row"),
      ] {
        let error = await #expect(throws: PostgresError.self, "\(text)") { try await store.sql(text) }
        #expect(error?.constraint == constraint)
      }
    }
  }

  @Test func `the journal lets the erasure of what is personal through, whole and once, and nothing beside it`()
    async throws
  {
    try await TestCluster.withStore(connections: 1) { store async throws in
      let subject = Subject(store) { _ in }
      let now = try await subject.now()
      let write = Sample.write(Sample.record(1, openedAt: now), at: now, outbox: [Sample.message()])
      _ = try await subject.write([write])
      let erasure = """
        payload = NULL, messages = NULL, actor_name = NULL, salt = NULL, digest = sha256('x')
        """
      for text in [
        "name = 'x', \(erasure)", "hash = sha256('y'), \(erasure)", "at = now(), \(erasure)", "payload = '{}'",
        "actor_role = NULL, \(erasure)", "messages = NULL",
        "payload = NULL, messages = NULL, salt = NULL, digest = sha256('x')", "\(erasure) || 'x'",
      ] {
        let error = await #expect(throws: PostgresError.self, "\(text)") {
          try await store.sql("UPDATE recourse.journal SET \(text)")
        }
        #expect(error?.sqlState == "23001", "\(text)")
      }
      try await store.sql("UPDATE recourse.journal SET \(erasure)")
      let erased = try #require(try await subject.journal(1).first)
      #expect(erased.payload == ["erased": true])
      #expect(erased.actor == Actor(role: "staff"))
      #expect(try await subject.messages(1).isEmpty)
      // What waited to be sent is given to nobody, but comes back as something that no sender can read.
      #expect(try await subject.claimOutbox().map(\.payload) == ["null"])
      let again = await #expect(throws: PostgresError.self) {
        try await store.sql("UPDATE recourse.journal SET digest = sha256('z')")
      }
      #expect(again?.sqlState == "23001")
    }
  }

  @Test func `a step leaves the case's row in its page and its indexes alone`() async throws {
    try await TestCluster.withStore(connections: 1) { store async throws in
      let subject = Subject(store) { _ in }
      let now = try await subject.now()
      let opened = Sample.record(1, assignee: "amy", parked: "why", openedAt: now, due: now)
      #expect(try await subject.write([Sample.write(opened, at: now)]) == [.written])
      for revision in 2...9 {
        let record = Sample.record(
          1, revision: revision, states: ["s\(revision)"], owner: "o\(revision)", assignee: "amy",
          parked: "why", openedAt: now, due: now.plus(revision))
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
