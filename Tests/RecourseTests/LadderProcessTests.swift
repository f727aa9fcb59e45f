import Foundation
import JSON
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct LadderProcessTests {
  private static let examples = Checkout.root.appending(path: "Workflows/supply-chain-concern/examples").path
  private static let workflow = Checkout.root.appending(path: "Workflows/supply-chain-concern").path

  @Test func `a concern climbs from the prime contractor by silence, is answered and closed, and everything is told`()
    async throws
  {
    let url = try await TestDatabase.new().connectionString
    let folder = try TemporaryFolder()
    let mail = folder.path + "/mail"
    try await Program.succeed("clock", "to", "2026-03-02T10:00:00Z", "--database", url)
    try await Program.succeed("deploy", Self.workflow, "--database", url)
    #expect(
      try await Program.succeed("contacts", "import", Self.examples + "/contacts.csv", "--database", url).lines.last
        == "contacts: 20 added")
    let reference = try await Program.succeed(
      "case", "open", "--file", Self.examples + "/concern-01.yaml", "--by", "supplier", "--database", url
    ).output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(reference.count == 12)

    let refused = try await Program.run("case", "send", reference, "accept", "--by", "case-manager", "--database", url)
    #expect(refused.status == 1)
    #expect(refused.complaint.contains("disclosable_summary is required"))
    let early = try await Program.run("case", "send", reference, "confirm", "--by", "supplier", "--database", url)
    #expect(early.status == 1)
    #expect(early.complaint.contains("accept (case-manager)"))

    try await Program.succeed(
      "case", "send", reference, "accept", "--by", "case-manager", "--set", "disclosable_summary=Paid late.",
      "--database", url)
    let asked = try await Program.succeed(
      "case", "send", reference.lowercased(), "consent", "--by", "supplier", "--data",
      #"{"consent_prime": true, "consent_department": true}"#, "--format", "json", "--database", url)
    #expect(try asked.json.first?["states"] == ["with-prime"])
    #expect(try asked.json.first?["next_due"] == "2026-03-04T17:00:00Z")

    // Silence: two reminders, then it moves up to the contract manager.
    for (delay, due, state) in [
      ("2 working days", "2026-03-04T17:00:00Z", "with-prime"),
      ("2 working days", "2026-03-06T17:00:00Z", "with-prime"),
      ("1 working day", "2026-03-09T17:00:00Z", "with-contract-manager"),
    ] {
      #expect(try await Program.succeed("clock", "advance", delay, "--database", url).output == due + "\n")
      try await Program.succeed("work", "--once", "--mail", mail, "--database", url)
      let shown = try await Program.succeed("case", "show", reference, "--format", "json", "--database", url).json.first
      #expect(shown?["states"] == [.string(state)])
    }
    try await Program.succeed(
      "case", "send", reference, "department-resolved", "--by", "contract-manager", "--name", "p.nair",
      "--set", "department_answer=All is paid.", "--database", url)
    let closed = try await Program.succeed(
      "case", "send", reference, "confirm", "--by", "supplier", "--format", "json", "--database", url)
    #expect(try closed.json.first?["states"] == ["resolved-by-department"])
    #expect(try closed.json.first?["closed_at"]?.isNull == false)
    try await Program.succeed("work", "--once", "--mail", mail, "--database", url)

    let history = try await Program.succeed("case", "history", reference, "--format", "json", "--database", url).json
    #expect(
      history.map { "\($0["kind"]?.stringValue ?? "") \($0["name"]?.stringValue ?? "")" } == [
        "opened supply-chain-concern", "ignored confirm", "event accept", "event consent", "timer with-prime.remind.1",
        "timer with-prime.remind.2", "timer with-prime.within", "event department-resolved", "event confirm",
      ])
    #expect(
      history.compactMap { $0["due"]?.stringValue } == [
        "2026-03-04T17:00:00Z", "2026-03-06T17:00:00Z", "2026-03-09T17:00:00Z",
      ])
    let told = try await Program.succeed("case", "history", reference, "--database", url).output
    #expect(told.contains("2026-03-09 17:00  timer  with-prime.within"))
    #expect(!told.contains("All is paid."))
    try Self.check(try folder.mails().map(\.mail), reference)
    #expect(try await Program.succeed("case", "list", "--format", "json", "--database", url).output.isEmpty)
  }

  private static func check(_ mails: [StrictMail], _ reference: String) throws {
    let readers = Dictionary(grouping: mails) { $0["to"][0] }.mapValues(\.count)
    #expect(
      readers == [
        "Thistledown Testing Ltd <jo.marsh@thistledown-testing.example>": 4,
        "Larchfield Integrated plc <supply-chain@larchfield-integrated.example>": 3,
        "Priya Nair <priya.nair@cabinet-office.example>": 2,
      ])
    for mail in mails { #expect(mail["subject"][0].contains(reference) || mail.body.contains(reference)) }
    let request = try #require(mails.first { $0["to"][0].hasPrefix("Priya") && $0.body.contains("2026") })
    // Central government: eight working days from the day on which silence moved the case up.
    #expect(request.body.contains("Thursday 19 March 2026"), "\(request.body)")
  }

  @Test func `the same request sent twice opens one case and has its effect once`() async throws {
    let url = try await TestDatabase.new().connectionString
    try await Program.succeed("deploy", Self.workflow, "--database", url)
    let open = [
      "case", "open", "--file", Self.examples + "/concern-02.yaml", "--event-id",
      "01980000-0000-7000-8000-000000000001", "--database", url,
    ]
    let first = try await Program.start(open).end
    let second = try await Program.start(open).end
    #expect(first.status == 0 && second.status == 0)
    #expect(first.output == second.output)
    let reference = first.output.trimmingCharacters(in: .whitespacesAndNewlines)
    let send = [
      "case", "send", reference, "accept", "--by", "case-manager", "--set", "disclosable_summary=x", "--event-id",
      "01980000-0000-7000-8000-000000000002", "--database", url,
    ]
    #expect(try await Program.start(send).end.status == 0)
    let repeated = try await Program.start(send).end
    #expect(repeated.status == 0)
    #expect(repeated.complaint.contains("sent before"))
    #expect(
      try await Program.succeed("case", "history", reference, "--format", "json", "--database", url).lines.count == 2)
    let unknown = try await Program.run("case", "show", "222-222-2222", "--database", url)
    #expect(unknown.status == 1)
    let mistyped = try await Program.run("case", "show", "ABC-DEF-GHJ7", "--database", url)
    #expect(mistyped.status == 1)
  }

  @Test func `a pause is kept, told and ended by hand`() async throws {
    let url = try await TestDatabase.new().connectionString
    try await Program.succeed("clock", "to", "2026-03-02T10:00:00Z", "--database", url)
    try await Program.succeed("deploy", Self.workflow, "--database", url)
    let reference = try await Program.succeed(
      "case", "open", "--file", Self.examples + "/concern-01.yaml", "--database", url
    ).output.trimmingCharacters(in: .whitespacesAndNewlines)
    try await Program.succeed("case", "pause", reference, "--reason", "Waiting for a contract", "--database", url)
    #expect(try await Program.run("case", "pause", reference, "--reason", "again", "--database", url).status == 1)
    #expect(
      try await Program.succeed("case", "show", reference, "--database", url).output.contains("Waiting for a contract"))
    try await Program.succeed("case", "resume", reference, "--database", url)
    #expect(try await Program.run("case", "resume", reference, "--database", url).status == 1)
  }
}
