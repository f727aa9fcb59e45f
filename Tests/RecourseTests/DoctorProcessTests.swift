import Diagnosis
import JSON
import Postgres
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct DoctorProcessTests {
  private static let workflow = Checkout.root.appending(path: "Workflows/supply-chain-concern").path

  /// What somebody did to a database, and the one check that tells of it.
  private struct Fault {
    let check: String
    let sql: String

    init(_ check: String, _ sql: String) {
      self.check = check
      self.sql = sql
    }
  }

  private static let faults = [
    Fault("movable-clock", "SELECT 1"),
    Fault("missing-timer", "DELETE FROM recourse.timers"),
    Fault("wrong-timer", "UPDATE recourse.timers SET due_at = due_at + interval '1 second'"),
    Fault("timer-of-closed-case", "INSERT INTO recourse.timers VALUES ('infinity', gen_random_uuid())"),
    Fault(
      "nobodys-case",
      "UPDATE recourse.cases SET due_at = NULL, owner = NULL; UPDATE recourse.timers SET due_at = 'infinity'"),
    Fault("journal-gap", "DELETE FROM recourse.journal WHERE revision = 1"),
    Fault(
      "journal-ahead",
      """
      INSERT INTO recourse.journal (case_id, event_id, at, revision, kind, name, payload)
      SELECT case_id, gen_random_uuid(), at, revision + 5, 'ignored', 'x', '{}' FROM recourse.journal WHERE revision = 2
      """),
    Fault("head-of-chain", "UPDATE recourse.cases SET head = decode(repeat('00', 32), 'hex')"),
    Fault(
      "strayed-version",
      """
      UPDATE recourse.journal j SET kind = 'migrated', payload = json_build_object('from', c.version, 'to', 'elsewhere')
      FROM recourse.cases c WHERE c.case_id = j.case_id AND j.revision = 2
      """),
    Fault(
      "lost-version",
      """
      UPDATE recourse.journal j SET kind = 'migrated', payload = json_build_object('from', 'nowhere', 'to', c.version)
      FROM recourse.cases c WHERE c.case_id = j.case_id AND j.revision = 2
      """),
    Fault("untold-directory", "UPDATE recourse.reference_revisions SET directory = directory + 1"),
    Fault("parked-case", "UPDATE recourse.cases SET parked = 'refused'"),
    Fault(
      "late-timer",
      """
      UPDATE recourse.cases SET due_at = recourse.now() - interval '2 minutes';
      UPDATE recourse.timers SET due_at = c.due_at FROM recourse.cases c WHERE c.case_id = timers.case_id
      """),
    Fault(
      "dead-letter",
      """
      INSERT INTO recourse.deliveries (case_id, revision, position, attempts, given_up_at, failure)
      SELECT case_id, 1, 9, 8, recourse.now(), 'refused' FROM recourse.cases
      """),
    Fault(
      "waiting-message",
      """
      INSERT INTO recourse.outbox (available_at, case_id, revision, position)
      SELECT recourse.now() - interval '11 minutes', case_id, 1, 9 FROM recourse.cases
      """),
    Fault(
      "waiting-announcement",
      """
      \(webhook("NULL, NULL, NULL"));
      INSERT INTO recourse.announcements (case_id, revision, subscription_id, kind, at, due_at)
      SELECT case_id, 1, s.subscription_id, 'case.opened', recourse.now() - interval '2 hours', recourse.now()
      FROM recourse.cases, recourse.subscriptions s
      """),
    Fault("ended-webhook", webhook("recourse.now(), recourse.now(), 'calls failed for three days'")),
    Fault(
      "unusual-reader",
      """
      INSERT INTO recourse.identity_reads (at, case_id, reader, purpose)
      SELECT recourse.now() - interval '1 hour', gen_random_uuid(), 'okafor', 'list' FROM generate_series(1, 200)
      """),
    Fault(
      "invalid-address",
      """
      INSERT INTO recourse.contacts (number, organisation, position, role, name, email)
      VALUES (9001, 'a', 1, 'contract-manager', 'A', 'nowhere')
      """),
    Fault(
      "expired-contacts",
      """
      INSERT INTO recourse.contacts (number, organisation, position, role, name, email, valid_from, valid_to)
      VALUES (9001, 'a', 1, 'head', 'A', 'a@b.example', '2020-01-01', '2020-02-01')
      """),
    Fault(
      "silent-process",
      """
      INSERT INTO recourse.nodes
      SELECT gen_random_uuid(), 'worker', 'host', 1, '0', 1, n, n FROM (SELECT recourse.now() - interval '1 hour') t(n)
      """),
  ]

  /// A subscription, since when it fails, when it ended and why.
  private static func webhook(_ end: String) -> String {
    """
    INSERT INTO recourse.subscriptions (subscription_id, name, url, kinds, owner, made_at, secret, failing_since, ended_at,
      ended_because, through)
    SELECT gen_random_uuid(), 'reports', 'https://reports.example', '{}', 'byrne', recourse.now(), 'whsec_', \(end),
      recourse.now()
    """
  }

  /// Puts the tables that faults are planted in aside, and back.
  private static let tables = [
    "cases", "timers", "journal", "outbox", "deliveries", "contacts", "nodes", "reference_revisions",
    "subscriptions", "announcements",
  ]
  private static let setAside =
    "CREATE SCHEMA aside;"
    + tables.map { "CREATE TABLE aside.\($0) AS TABLE recourse.\($0);" }.joined()
  private static let putBack =
    tables.map {
      "DELETE FROM recourse.\($0); INSERT INTO recourse.\($0) SELECT * FROM aside.\($0);"
    }.joined() + "DELETE FROM recourse.identity_reads;"

  /// As nothing that is guarded by triggers and keys would let itself be done.
  private static func run(_ sql: String, _ settings: ConnectionSettings) async throws {
    try await TestDatabase.run("BEGIN; SET LOCAL session_replication_role = replica; \(sql); COMMIT", on: settings)
  }

  @Test func `each fault is found, by its own check and no other`() async throws {
    let settings = try await Self.databaseWithCase()
    try await TestDatabase.run(Self.setAside, on: settings)
    let pool = try await Pool.open(settings, size: 1)
    for fault in Self.faults {
      try await Self.run(fault.sql, settings)
      let found = try await Examination.findings(in: pool)
      let checks = Set(found.map(\.check)).subtracting(["movable-clock", "durability"])
      #expect(fault.check == "movable-clock" ? checks.isEmpty : checks == [fault.check], "\(fault.check): \(found)")
      #expect(found.allSatisfy { !$0.meaning.isEmpty && !$0.remedy.isEmpty && $0.count > 0 })
      try await Self.run(Self.putBack, settings)
    }
    await pool.close()
  }

  @Test func `a sound database passes, and one whose texts or documents were changed does not`() async throws {
    let settings = try await Self.databaseWithCase()
    let url = settings.connectionString
    let sound = try await Program.run("doctor", "--format", "json", "--database", url)
    // The cluster of the tests is told not to wait for its disk: that is all there is to find.
    #expect(sound.status == 1)
    #expect(try sound.json.compactMap { $0["check"]?.stringValue } == ["durability", "movable-clock"])
    try await Self.run("UPDATE recourse.cases SET document = '{}', states = '{nowhere}'", settings)
    let broken = try await Program.run("doctor", "--format", "json", "--database", url)
    #expect(broken.status == 1)
    #expect(try broken.json.contains { $0["check"] == "unreadable-case" && $0["severity"] == "error" })
    try await Self.run(
      """
      UPDATE recourse.workflow_versions SET files = jsonb_set(files, '{workflow.yaml}',
        to_jsonb((files ->> 'workflow.yaml') || E'\\n# changed'))
      """, settings)
    let changed = try await Program.run("doctor", "--database", url)
    #expect(changed.status == 1)
    #expect(changed.output.contains("error unreadable-version: "))
  }

  @Test func `a database without a schema is told to be migrated`() async throws {
    let url = try await TestDatabase.new(isEmpty: true).connectionString
    let ending = try await Program.run("doctor", "--database", url)
    #expect(ending.status == 1)
    #expect(ending.output.contains("recourse db migrate"))
  }

  private static func databaseWithCase() async throws -> ConnectionSettings {
    let settings = try await TestDatabase.new()
    let url = settings.connectionString
    try await Program.succeed("deploy", workflow, "--database", url)
    let reference =
      try await Program.succeed(
        "case", "open", "--file", workflow + "/examples/concern-01.yaml", "--database", url
      ).lines.last ?? ""
    // An event that the case does not answer is an entry of its history all the same.
    _ = try await Program.run("case", "send", reference, "confirm", "--by", "supplier", "--database", url)
    return settings
  }
}
