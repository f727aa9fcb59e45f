import Foundation
import JSON
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct CaseworkProcessTests {
  private static let examples = Checkout.root.appending(path: "Workflows/supply-chain-concern/examples").path
  private static let workflow = Checkout.root.appending(path: "Workflows/supply-chain-concern").path

  private static let mail = [
    "From: \"Jo Marsh\" <jo.marsh@thistledown-testing.example>", "To: cases@case.example",
    "Subject: Three invoices unpaid", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b", "",
    "--b", "Content-Type: text/plain; charset=utf-8", "", "Larchfield owes us for three invoices since October.",
    "--b", "Content-Type: application/pdf", "Content-Disposition: attachment; filename=\"invoice 7.pdf\"",
    "Content-Transfer-Encoding: base64", "", "JVBERi0xLjc=", "--b--", "",
  ].joined(separator: "\r\n")

  private static let fields = [
    "authority_name=Cabinet Office", "authority_type=department", "nation=england", "department=cabinet-office",
    "contract_title=Testing", "prime_name=Larchfield Integrated plc", "tried_prime=true", "issue=contract-management",
    "sub_issue=payment", "happened_on=2026-02-01",
  ]

  @Test func `a concern arrives by mail and goes through everything that staff do with it`() async throws {
    let url = try await TestDatabase.new().connectionString
    let folder = try TemporaryFolder()
    func recourse(_ arguments: String...) async throws -> Program.Ending {
      let ending = try await Program.start(arguments + ["--database", url]).end
      #expect(ending.status == 0, "\(arguments.joined(separator: " ")): \(ending.complaint)")
      return ending
    }
    func refused(_ arguments: String...) async throws -> String {
      let ending = try await Program.start(arguments + ["--database", url]).end
      #expect(ending.status == 1, "\(arguments.joined(separator: " ")): \(ending.output)")
      return ending.output + ending.complaint
    }
    _ = try await recourse("clock", "to", "2026-03-02T10:00:00Z")
    _ = try await recourse("deploy", Self.workflow)
    for (name, role) in [("okafor", "case-manager"), ("lee", "approver"), ("head", "head-of-team")] {
      _ = try await recourse(
        "user", "add", name, "--email", "\(name)@case.example", "--role", role, "--role", "case-team")
    }
    let eml = try folder.write(Self.mail, to: "concern.eml")
    let mistaken = try await Program.start(["case", "open", "--file", eml, "--database", url]).end
    #expect(mistaken.status == 2 && mistaken.complaint.contains("give it as --eml"))
    let form = try folder.write(Self.fields.joined(separator: "\n"), to: "form.txt")
    let reference = try await recourse(
      "case", "open", "--workflow", "supply-chain-concern", "--eml", eml, "--form", form, "--as", "okafor"
    ).output.trimmingCharacters(in: .whitespacesAndNewlines)
    let shown = try #require(try await recourse("case", "show", reference, "--format", "json").json.first)
    #expect(shown["data"]?["supplier_email"] == "jo.marsh@thistledown-testing.example")
    #expect(shown["data"]?["supplier_name"] == "Jo Marsh")
    #expect(shown["data"]?["summary"] == "Three invoices unpaid")
    let copy = folder.path + "/copy.pdf"
    _ = try await recourse("case", "attachment", "get", reference, "invoice 7.pdf", "--output", copy)
    #expect(try Data(contentsOf: URL(filePath: copy)) == Data("%PDF-1.7".utf8))

    #expect(try await recourse("case", "list", "--unassigned").output.contains(reference))
    _ = try await recourse("case", "claim", reference, "--as", "okafor")
    #expect(try await refused("case", "claim", reference, "--as", "lee").contains("somebody else"))
    #expect(try await recourse("case", "list", "--mine", "--as", "okafor").output.contains(reference))
    _ = try await recourse("case", "note", reference, "The quince grower rang.", "--as", "okafor")
    _ = try await recourse("case", "note", reference, "Told: we look into it.", "--disclosable", "--as", "okafor")
    #expect(try await recourse("case", "list", "--search", "quinces").output.contains(reference))
    #expect(try await !recourse("case", "list", "--search", "rhubarb").output.contains(reference))
    #expect(try await refused("case", "list", "--state", "triag").contains("did you mean \"triage\"?"))

    _ = try await recourse("case", "interest", "declare", reference, "--reason", "My brother", "--as", "lee")
    #expect(try await refused("case", "assign", reference, "--to", "lee", "--as", "head").contains("interest"))
    let longer = [
      "case", "extend", reference, "--for", "2 working days", "--reason", "Large files", "--as", "okafor", "--approver",
    ]
    for approver in ["okafor", "lee"] {
      let ending = try await Program.start(longer + [approver, "--database", url]).end
      #expect(ending.status == 1)
    }
    _ = try await Program.start(longer + ["head", "--database", url]).end
    let extended = try await recourse("case", "show", reference).output
    #expect(extended.contains("(3 working days + 2 working days)"), "\(extended)")
    #expect(extended.contains("clock    resolution: running"))

    let other = try await recourse(
      "case", "open", "--file", Self.examples + "/concern-01.yaml", "--as", "okafor"
    ).output.trimmingCharacters(in: .whitespacesAndNewlines)
    let third = try await recourse(
      "case", "open", "--file", Self.examples + "/concern-02.yaml", "--as", "okafor"
    ).output.trimmingCharacters(in: .whitespacesAndNewlines)
    _ = try await recourse("case", "merge", other, "--into", reference, "--as", "okafor")
    #expect(try await recourse("case", "show", reference).output.contains("merged-from \(other)"))
    #expect(try await refused("case", "reopen", other, "--reason", "x", "--as", "head").contains("merged"))
    let rows = try await refused("case", "assign", third, other, "222-222-2222", "--to", "okafor", "--as", "head")
    #expect(rows.contains("\(other)  refused: the case is closed"))
    #expect(rows.contains("2 of 3 were refused"))
    _ = try await recourse("case", "handover", "--from", "okafor", "--to", "head", "--reason", "leave", "--as", "head")
    #expect(try await recourse("case", "list", "--assignee", "head").lines.count == 3)

    _ = try await recourse("case", "send", third, "refuse", "--set", "refusal_reason=Devolved", "--as", "okafor")
    #expect(
      try await recourse("case", "list", "--closed", "--format", "json").json.contains {
        $0["reference"] == .string(third)
      })
    _ = try await recourse("case", "reopen", third, "--reason", "New evidence", "--as", "head")
    #expect(
      try await recourse("case", "show", third, "--format", "json").json.first?["reopenings"] == 1)

    let whole = try await recourse("case", "export", reference).output
    #expect(whole.contains("The quince grower rang.") && whole.contains("merged-from"))
    let own = try await recourse("case", "export", reference, "--subject-access").output
    #expect(own.contains("jo.marsh@thistledown-testing.example") && own.contains("Told: we look into it."))
    for secret in ["quince", "okafor", "prime_name", "brother"] { #expect(!own.contains(secret)) }

    _ = try await recourse("case", "withdraw", reference, "--by", "supplier")
    _ = try await recourse("user", "disable", "okafor")
    #expect(try await refused("case", "note", reference, "x", "--as", "okafor").contains("disabled"))
    let usage = try await Program.run("case", "send", reference, "accept", "--set", "nonsense", "--database", url)
    #expect(usage.status == 2)
    #expect(usage.complaint.contains("field=value, such as") && !usage.complaint.contains("Usage:"))
  }
}
