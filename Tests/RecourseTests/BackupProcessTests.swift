import Foundation
import Postgres
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct BackupProcessTests {
  private static let workflow = Checkout.root.appending(path: "Workflows/supply-chain-concern").path

  @Test func `a backup restored into an empty database has everything, and works on`() async throws {
    let url = try await TestDatabase.new().connectionString
    try await Program.succeed("deploy", Self.workflow, "--database", url)
    let reference = try await Program.succeed(
      "case", "open", "--file", Self.workflow + "/examples/concern-01.yaml", "--database", url
    ).output.trimmingCharacters(in: .whitespacesAndNewlines)
    let folder = try TemporaryFolder()
    let file = folder.path + "/all.dump"
    try await Program.succeed("db", "backup", file, "--database", url)
    let permissions = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(permissions == 0o600)
    let again = try await Program.run("db", "backup", file, "--database", url)
    #expect(again.status == 1 && again.complaint.contains("already"))

    let scratch = try await TestDatabase.new(isEmpty: true).connectionString
    try await Program.succeed("db", "restore", file, "--database", scratch)
    #expect(try await Program.succeed("db", "status", "--database", scratch).output.contains("applied"))
    for command in [["case", "history", reference], ["case", "show", reference], ["clock", "show"]] {
      let (before, after) = (
        try await Program.start(command + ["--database", url]).end,
        try await Program.start(command + ["--database", scratch]).end
      )
      #expect(before.status == 0 && after.status == 0, "\(after.complaint)")
      if command[0] == "case" { #expect(before.output == after.output) }
    }
    try await Program.succeed(
      "case", "send", reference, "refuse", "--by", "case-manager", "--set", "refusal_reason=x", "--database", scratch)
    let twice = try await Program.run("db", "restore", file, "--database", scratch)
    #expect(twice.status == 1 && twice.complaint.contains("new one"), "\(twice.complaint)")
  }

  @Test func `a file that is no backup leaves nothing behind`() async throws {
    let url = try await TestDatabase.new(isEmpty: true).connectionString
    let folder = try TemporaryFolder()
    let file = try folder.write("not a backup", to: "x.dump")
    let refused = try await Program.run("db", "restore", file, "--database", url)
    #expect(refused.status == 1)
    #expect(refused.complaint.contains("pg_restore"), "\(refused.complaint)")
    #expect(try await Program.run("db", "status", "--database", url).output.contains("pending"))
  }

  @Test func `the password goes to PostgreSQL's programs where nobody else sees it`() throws {
    let settings = ConnectionSettings("postgresql://someone:secret@a.example,b.example:5433/cases?sslmode=require")
    let environment = try settings.environment
    #expect(environment["PGPASSWORD"] == "secret")
    #expect(environment["PGHOST"] == "a.example,b.example")
    #expect(environment["PGDATABASE"] == "cases")
    #expect(environment["PGSSLMODE"] == "require")
  }
}
