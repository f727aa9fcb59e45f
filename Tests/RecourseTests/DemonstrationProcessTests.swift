import Foundation
import JSON
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct DemonstrationProcessTests {
  @Test func `up makes a database, loads the demonstration once, and leaves cases, contacts and mail`() async throws {
    let folder = try TemporaryFolder()
    let data = folder.path + "/data"
    let first = try await Program.succeed(
      "up", "--demo", "--once", "--data-directory", data, "--mail", folder.path + "/mail")
    #expect(first.complaint.contains("Loaded organisations, contacts and example cases."))
    #expect(first.complaint.contains("supply-chain-concern"))
    let listed = try await Program.succeed("case", "list", "--all", "--format", "json", "--data-directory", data).json
    #expect(listed.count == 8)
    let states = Set(listed.flatMap { $0["states"]?.arrayValue ?? [] }.compactMap(\.stringValue))
    #expect(states.isSuperset(of: ["triage", "resolved-by-prime", "out-of-remit", "with-prime"]), "\(states)")
    #expect(
      try await Program.succeed("contacts", "list", "--format", "json", "--data-directory", data).json
        .filter { $0["email"] != nil }.count == 20)

    let mails = try folder.mails()
    #expect(mails.count > 30)
    for (file, mail) in mails {
      #expect(mail["message-id"] == ["<\(file.dropLast(".eml".count))@recourse.example>"])
      #expect(!mail["subject"][0].isEmpty)
      #expect(mail.body.count > 20, "\(file)")
    }

    let again = try await Program.succeed(
      "up", "--demo", "--once", "--data-directory", data, "--mail", folder.path + "/mail")
    #expect(again.complaint.contains("The example cases are there already."))
    #expect(again.complaint.contains("deployed already"))
    #expect(try folder.mails().count == mails.count)

    // A demonstration's clock may be moved; what falls due meanwhile happens at the next start.
    let before = try await Program.succeed("clock", "--data-directory", data).output
    let after = try await Program.succeed("clock", "advance", "2 working days", "--data-directory", data).output
    #expect(before < after)
    try await Program.succeed("up", "--demo", "--once", "--data-directory", data, "--mail", folder.path + "/mail")
    #expect(try folder.mails().count > mails.count)
  }

  @Test func `the clock of a database that is no demonstration can't be moved, and no demonstration is loaded into it`()
    async throws
  {
    let url = try await TestDatabase.new(isEmpty: true).connectionString
    let unmigrated = try await Program.run("case", "list", "--database", url)
    #expect(unmigrated.status == 1)
    #expect(unmigrated.complaint.contains("recourse db migrate"))
    try await Program.succeed("db", "migrate", "--database", url)
    #expect(try await Program.succeed("db", "migrate", "--database", url).output == "the schema is up to date\n")
    try await Program.succeed("db", "status", "--database", url)
    let moved = try await Program.run("clock", "advance", "1 hour", "--database", url)
    #expect(moved.status == 1)
    #expect(moved.complaint.contains("may not move"))
    let demo = try await Program.run("up", "--demo", "--once", "--database", url)
    #expect(demo.status == 1)
    #expect(demo.complaint.contains("may not move"))
    #expect(try await Program.succeed("case", "list", "--format", "json", "--database", url).output.isEmpty)
  }
}
