import Foundation
import JSON
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct DirectoryProcessTests {
  private static let workflow = Checkout.root.appending(path: "Workflows/supply-chain-concern").path

  @Test func `the directory is taken in, shown, exported, taken in unchanged, and asked`() async throws {
    let url = try await TestDatabase.new().connectionString
    let folder = try TemporaryFolder()
    let contacts = Self.workflow + "/examples/contacts.csv"
    try await Program.succeed("deploy", Self.workflow, "--database", url)
    try await Program.succeed(
      "organisations", "import", Self.workflow + "/examples/organisations.csv", "--database", url)

    let dry = try await Program.succeed("contacts", "import", contacts, "--dry-run", "--database", url)
    #expect(dry.lines.last == "contacts: 20 added; a dry run, nothing was changed")
    #expect(dry.output.contains("added (line 2) contract-manager\n"))
    #expect(!dry.output.contains("Priya"))
    #expect(try await Program.succeed("contacts", "list", "--format", "json", "--database", url).output.isEmpty)
    let real = try await Program.succeed("contacts", "import", contacts, "--reveal", "--database", url)
    #expect(real.output.contains("contract-manager, Priya Nair"))

    let away = try await Program.succeed(
      "contacts", "absent", "priya.nair@cabinet-office.example", "--from", "2026-08-03", "--to", "2026-08-14",
      "--deputy",
      "hannah.voss@mod.example", "--database", url)
    #expect(away.output.hasPrefix("C"))
    let again = try await Program.succeed("contacts", "import", contacts, "--database", url)
    #expect(again.output == "contacts: 20 unchanged\n")
    let exported = try folder.write(
      try await Program.succeed("contacts", "export", "--database", url).output, to: "out.csv")
    #expect(
      try await Program.succeed("contacts", "import", exported, "--database", url).output == "contacts: 20 unchanged\n")

    func resolve(_ day: String) async throws -> JSONValue? {
      try await Program.succeed(
        "contacts", "resolve", "--workflow", "supply-chain-concern", "--data", #"{"department": "cabinet-office"}"#,
        "--on", day, "--format", "json", "--database", url
      ).json.first { $0["party"] == "contract-manager" }
    }
    #expect(try await resolve("2026-07-31")?["name"] == "Priya Nair")
    let stand = try #require(try await resolve("2026-08-03"))
    #expect(stand["name"] == "Hannah Voss")
    #expect(stand["passed_over"]?[0]?["code"] == "away")
    let gaps = try await Program.succeed("contacts", "list", "--gaps", "--on", "2026-03-02", "--database", url)
    #expect(gaps.lines.dropFirst().first?.contains("Ministry of Justice  contract-manager") == true)
  }

  @Test func `what a row refers to is held against the registers, and nothing is taken in`() async throws {
    let url = try await TestDatabase.new().connectionString
    let folder = try TemporaryFolder()
    try await Program.succeed(
      "organisations", "import", Self.workflow + "/examples/organisations.csv", "--database", url)
    let contracts = try folder.write(
      "reference,title,authority,prime_contractor,value\nCO-1,T,cabinet-office,P,12.50\n", to: "k.csv")
    #expect(
      try await Program.succeed("contracts", "import", contracts, "--dry-run", "--database", url).output
        == "contracts: 1 added; a dry run, nothing was changed\n")
    try await Program.succeed("contracts", "import", contracts, "--database", url)
    #expect(
      try await Program.succeed("contracts", "list", "--format", "json", "--database", url).json.first?["value"]
        == "12.50")
    let file = try folder.write(
      """
      organisation,role,name,email,telephone,valid_from,valid_to,contract
      Cabinet Ofice,contract-manger,Zebedee,z@a.example,,,,CO-2

      """, to: "c.csv")
    let ending = try await Program.run("contacts", "import", file, "--database", url)
    #expect(ending.status == 1)
    for words in ["c.csv:2:1:", "\"Cabinet Office\"", "\"contract-manager\"", "\"CO-1\"", "nothing was imported"] {
      #expect(ending.complaint.contains(words), "\(ending.complaint)")
    }
    #expect(!ending.complaint.contains("Zebedee"))
  }

  @Test func `workflows are listed with their versions, and a deployment says which cases stay where`() async throws {
    let url = try await TestDatabase.new().connectionString
    let folder = try TemporaryFolder()
    func text(_ days: Int) -> String {
      """
      workflow: small
      title: Small
      description: A small one.
      tags: [trial]
      parties: { desk: { title: Desk, staff: true } }
      initial: a
      states:
        a: { owner: desk, within: \(days) days, otherwise: b, on: { done: { by: [desk], target: b } } }
        b: { type: final }
      """
    }
    let file = try folder.write(text(5), to: "small/workflow.yaml")
    let opening = try folder.write("workflow: small\ndata: {}\n", to: "case.yaml")
    try await Program.succeed("clock", "to", "2026-03-02T10:00:00Z", "--database", url)
    try await Program.succeed("deploy", file, "--database", url)
    try await Program.succeed("case", "open", "--file", opening, "--database", url)
    _ = try folder.write(text(9), to: "small/workflow.yaml")
    let dry = try await Program.succeed("deploy", file, "--dry-run", "--format", "json", "--database", url).json.first
    #expect(dry?["new"] == true)
    #expect(dry?["open_cases"]?[0]?["count"] == 1)
    let done = try await Program.succeed("deploy", file, "--database", url)
    #expect(done.output.contains("1 open cases stay on "))
    let shown = try await Program.succeed("workflows", "show", "small", "--format", "json", "--database", url).json
      .first
    #expect(shown?["description"] == "A small one.")
    #expect(shown?["tags"] == ["trial"])
    #expect(shown?["versions"]?.arrayValue?.map { $0["open_cases"] } == [0, 1])
    let listed = try await Program.succeed("workflows", "list", "--format", "json", "--database", url).json
    #expect(listed.count == 1)
    #expect(listed.first?["current"] == true)
  }
}
