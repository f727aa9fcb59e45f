import Foundation
import Postgres
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct PoolerProcessTests {
  private static let workflow = Checkout.root.appending(path: "Workflows/supply-chain-concern").path

  @Test func `a case climbs its ladder through a pooler in transaction mode, while the worker listens past it`()
    async throws
  {
    let settings = try await TestDatabase.new()
    let pooler = try await Pooler(before: settings)
    let through = ["--pooled", "--database", pooler.connectionString]
    func succeed(_ arguments: String...) async throws -> Program.Ending {
      let ending = try await Program.start(arguments + through).end
      #expect(ending.status == 0, "\(arguments.joined(separator: " ")): \(ending.complaint)")
      return ending
    }
    _ = try await succeed("db", "migrate")
    _ = try await succeed("clock", "to", "2026-03-02T10:00:00Z")
    _ = try await succeed("deploy", Self.workflow)
    _ = try await succeed("contacts", "import", Self.workflow + "/examples/contacts.csv")
    let folder = try TemporaryFolder()
    let watch = try await JournalWatch(settings)
    let worker = try Program.start(
      ["work", "--mail", folder.path + "/mail", "--listen-database", settings.connectionString] + through)
    let reference = try await succeed(
      "case", "open", "--file", Self.workflow + "/examples/concern-01.yaml", "--by", "supplier"
    ).output.trimmingCharacters(in: .whitespacesAndNewlines)
    _ = try await succeed(
      "case", "send", reference, "accept", "--by", "case-manager", "--set", "disclosable_summary=Unpaid.")
    _ = try await succeed(
      "case", "send", reference, "consent", "--by", "supplier", "--data",
      #"{"consent_prime": true, "consent_department": true}"#)
    for (timers, delay) in ["2 working days", "2 working days", "1 working day"].enumerated() {
      _ = try await succeed("clock", "advance", delay)
      try await watch.untilTimers(timers + 1)
    }
    let shown = try await succeed("case", "show", reference, "--format", "json").json.first
    #expect(shown?["states"] == ["with-contract-manager"])
    #expect(
      try await TestDatabase.column(.listeners, of: settings) == ["LISTEN \"recourse_work\";"],
      "the worker does not listen at the server itself")
    worker.signal(SIGTERM)
    #expect(try await worker.end.status == 0)
    let mails = try folder.mails()
    #expect(!mails.isEmpty)
    #expect(Set(mails.map(\.file)).count == mails.count)
  }

  @Test func `a pooler that dies in the middle of a storm delays it and loses nothing`() async throws {
    let settings = try await TestDatabase.new()
    let count = 4_000
    try await Storm.prepare(settings, count: count)
    let pooler = try await Pooler(before: settings)
    let folder = try TemporaryFolder()
    let watch = try await JournalWatch(settings)
    let worker = try Program.start([
      "work", "--pooled", "--database", pooler.connectionString, "--mail", folder.path + "/mail",
    ])
    for share in 1...2 {
      try await watch.untilTimers(count * share / 4)
      await pooler.kill()
      let refused = try await Program.run("case", "list", "--pooled", "--database", pooler.connectionString)
      #expect(refused.status == 1)
      try await pooler.start()
    }
    try await watch.untilTimers(count)
    worker.signal(SIGTERM)
    #expect(try await worker.end.status == 0)
    try await Storm.check(settings, count: count)
  }

  @Test func `without LISTEN a worker behind a pooler finds its work by looking`() async throws {
    let settings = try await TestDatabase.new()
    let pooler = try await Pooler(before: settings)
    try await Program.succeed("clock", "to", "2026-03-02T10:00:00Z", "--database", settings.connectionString)
    try await Program.succeed("deploy", Self.workflow, "--database", settings.connectionString)
    let folder = try TemporaryFolder()
    let watch = try await JournalWatch(settings)
    let worker = try Program.start([
      "work", "--no-listen-for-work", "--pooled", "--database", pooler.connectionString, "--mail",
      folder.path + "/mail",
    ])
    try await Program.succeed(
      "case", "open", "--file", Self.workflow + "/examples/concern-01.yaml", "--database", settings.connectionString)
    try await Program.succeed("clock", "advance", "2 working days", "--database", settings.connectionString)
    try await watch.untilTimers(1)
    #expect(try await TestDatabase.column(.listeners, of: settings).isEmpty)
    worker.signal(SIGTERM)
    #expect(try await worker.end.status == 0)
  }
}

extension Statement {
  fileprivate static let listeners = Statement(
    "listeners",
    """
    SELECT query FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'recourse listening'
    """)
}
