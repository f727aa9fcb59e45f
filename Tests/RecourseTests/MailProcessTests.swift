import Foundation
import JSON
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct MailProcessTests {
  private static let workflow = Checkout.root.appending(path: "Workflows/supply-chain-concern").path

  @Test
  func `a worker that is killed while the server has its message leaves it to the next, under the same Message-ID`()
    async throws
  {
    let folder = try TemporaryFolder()
    let certificate = try TestCertificate(in: folder.path)
    let server = try await TestServer(
      "mail_server.py",
      [
        "--certificate", certificate.certificate, "--key", certificate.key, "--user", "case-team", "--password",
        "s3cret", "--hold-first",
      ])
    let settings = try folder.write(
      """
      mail:
        server: smtp://case-team@localhost:\(server.port)
        password-file: \(try folder.write("s3cret\n", to: "password"))
        authorities-file: \(certificate.certificate)
        from: Case team <case-team@scheme.example>
      """, to: "settings.yaml")
    let url = try await TestDatabase.new().connectionString
    try await Program.succeed("clock", "to", "2026-03-02T10:00:00Z", "--database", url)
    try await Program.succeed("deploy", Self.workflow, "--database", url)
    let reference = try await Program.succeed(
      "case", "open", "--file", Self.workflow + "/examples/concern-01.yaml", "--database", url
    ).output.trimmingCharacters(in: .whitespacesAndNewlines)

    let worker = try Program.start(["work", "--settings", settings, "--database", url])
    let first = try #require(await server.next())
    worker.signal(SIGKILL)
    let ending = try await worker.end
    #expect(ending.status == 128 + 9)
    #expect(!ending.complaint.contains("s3cret"))

    // Nobody else takes what the dead worker had claimed, until its lease is over.
    for minutes in [3, 60, 600] {
      try await Program.succeed("clock", "advance", "\(minutes) minutes", "--database", url)
      try await Program.succeed("work", "--once", "--settings", settings, "--database", url)
    }
    server.stop()
    var identifiers = [try Self.identifier(of: first)]
    while let arrival = await server.next() { identifiers.append(try Self.identifier(of: arrival)) }
    #expect(identifiers.filter { $0 == identifiers[0] }.count == 2, "\(identifiers)")
    #expect(Set(identifiers).count == identifiers.count - 1, "\(identifiers)")
    let mail = try StrictMail(Self.text(of: first))
    #expect(mail["to"].first?.contains("jo.marsh@thistledown-testing.example") == true)
    #expect(mail.body.contains(reference) || mail["subject"][0].contains(reference))
  }

  @Test func `what the server refused is listed without its reader, told in the case, and tried again by command`()
    async throws
  {
    let folder = try TemporaryFolder()
    let server = try await TestServer("mail_server.py", ["--security", "none"])
    let settings = try folder.write(
      """
      mail: { server: "smtp://localhost:\(server.port)?security=none", from: Case team <case-team@scheme.example> }
      """, to: "settings.yaml")
    let example = try String(contentsOfFile: Self.workflow + "/examples/concern-01.yaml", encoding: .utf8)
    let concern = try folder.write(example.replacing("jo.marsh@", with: "refused@"), to: "concern.yaml")
    let url = try await TestDatabase.new().connectionString
    try await Program.succeed("clock", "to", "2026-03-02T10:00:00Z", "--database", url)
    try await Program.succeed("deploy", Self.workflow, "--database", url)
    let reference = try await Program.succeed("case", "open", "--file", concern, "--database", url).output
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let waiting = try await Program.succeed("outbox", "list", "--waiting", "--database", url)
    #expect(waiting.output.contains(reference))
    let work = try await Program.succeed("work", "--once", "--settings", settings, "--database", url)
    #expect(!work.complaint.contains("refused@"))

    let listed = try await Program.succeed("outbox", "list", "--format", "json", "--database", url)
    let dead = try #require(try listed.json.first)
    #expect(dead["case"]?.stringValue == reference)
    #expect(dead["failure"]?.stringValue == "the mail server refused the message: 550 5.1.1")
    #expect(!listed.output.contains("refused@"))
    let revealed = try await Program.succeed("outbox", "list", "--dead", "--reveal", "--database", url)
    #expect(revealed.output.contains("refused@"))
    let history = try await Program.succeed("case", "history", reference, "--database", url).output
    #expect(history.contains("delivery"))

    let item = try #require(dead["item"]?.stringValue)
    let retried = try await Program.succeed(
      "outbox", "retry", "--all-dead", "--reason", "the address was mended", "--database", url)
    #expect(retried.output == "\(item)  queued\n")
    #expect(try await Program.succeed("outbox", "retry", item, "--database", url).output == "\(item)  waiting\n")
    let unknown = item.replacing(".1.0", with: ".99.0")
    #expect(try await Program.run("outbox", "retry", unknown, "--database", url).status == 1)
    #expect(try await Program.run("outbox", "retry", "x", "--database", url).status == 2)
    #expect(try await Program.run("outbox", "retry", "--database", url).status == 2)
    let again = try await Program.succeed("case", "history", reference, "--format", "json", "--database", url).json
    #expect(again.last?["kind"]?.stringValue == "retried")
  }

  @Test func `settings that can't be used are refused before anything starts, with what to write instead`() async throws
  {
    let folder = try TemporaryFolder()
    for (mail, complaint) in [
      ("smtp://mail.example", "say who the mail comes from"),
      ("smtp://u:pa55word@mail.example", "a password has no place"),
    ] {
      let ending = try await Program.run("work", "--mail", mail, "--data-directory", folder.path)
      #expect(ending.status == 1)
      #expect(ending.complaint.contains(complaint), "\(ending.complaint)")
      #expect(!ending.complaint.contains("pa55word"))
    }
    let file = try folder.write("mail: { from: a@b.example, pasword-file: x }\n", to: "settings.yaml")
    let ending = try await Program.run("work", "--settings", file, "--data-directory", folder.path)
    #expect(ending.status == 1)
    #expect(ending.complaint.contains("did you mean \"password-file\"?"), "\(ending.complaint)")
  }

  private static func identifier(of arrival: JSONValue) throws -> String {
    try #require(try StrictMail(text(of: arrival))["message-id"].first)
  }

  private static func text(of arrival: JSONValue) throws -> [UInt8] {
    Array(try #require(Data(base64Encoded: arrival["text"]?.stringValue ?? "")))
  }
}
