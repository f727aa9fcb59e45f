import Foundation
import JSON
import Postgres
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct DeploymentProcessTests {
  private static let workflow = Checkout.root.appending(path: "Workflows/supply-chain-concern").path

  @Test func `a workflow is deployed once, and a dry run says what would be done and does nothing`() async throws {
    let settings = try await TestDatabase.new()
    let url = settings.connectionString
    let dry = try await Program.succeed("deploy", Self.workflow, "--dry-run", "--database", url)
    #expect(dry.output.contains("would be deployed"))
    #expect(try await TestDatabase.column(.deployments, of: settings) == ["0"])
    #expect(
      try await Program.succeed("deploy", Self.workflow, "--database", url).output.contains(": deployed\n")
    )
    #expect(
      try await Program.succeed("deploy", Self.workflow, "--database", url).output.contains(
        "deployed already"))
    #expect(try await TestDatabase.column(.deployments, of: settings) == ["1"])
  }

  @Test func `a broken workflow among good ones is refused with its findings, and nothing is deployed`() async throws {
    let settings = try await TestDatabase.new()
    let folder = try TemporaryFolder()
    let broken = try folder.write(
      "workflow: broken\ntitle: Broken\ninitial: a\nstates:\n  a: { on: { go: nowhere } }\n", to: "broken/workflow.yaml"
    )
    let ending = try await Program.run(
      "deploy", Self.workflow, (broken as NSString).deletingLastPathComponent, "--database",
      settings.connectionString)
    #expect(ending.status == 1)
    #expect(ending.complaint.contains("broken/workflow.yaml:5:"))
    #expect(ending.complaint.contains("not deployed"))
    #expect(try await TestDatabase.column(.deployments, of: settings) == ["0"])
    let open = try await Program.run(
      "case", "open", "--file", Self.workflow + "/examples/concern-01.yaml", "--database", settings.connectionString)
    #expect(open.status == 1)
    #expect(open.complaint.contains("recourse deploy"))
  }

  @Test func `workflows are deployed in the order of their starts, and neither one that is missing nor a circle is`()
    async throws
  {
    let url = try await TestDatabase.new().connectionString
    let folder = try TemporaryFolder()
    func write(_ name: String, starts other: String?) throws {
      let entry = other.map { "entry: [start: { workflow: \($0) }], " } ?? ""
      _ = try folder.write(
        """
        workflow: \(name)
        title: Any
        calendar: england-and-wales
        initial: a
        states: { a: { \(entry)after: { 1 day: z } }, z: { type: final } }
        """, to: "\(name)/workflow.yaml")
    }
    try write("aa", starts: "bb")
    try write("bb", starts: "cc")
    let missing = try await Program.run("deploy", folder.path, "--database", url)
    #expect(missing.status == 1 && missing.complaint.contains("bb: not deployed; it starts cc"), "\(missing.complaint)")
    try write("cc", starts: nil)
    let deployed = try await Program.succeed("deploy", folder.path, "--database", url)
    #expect(deployed.lines.compactMap { $0.split(separator: " ").first } == ["cc", "bb", "aa"], "\(deployed.output)")
    try write("cc", starts: "aa")
    let circle = try await Program.run("deploy", folder.path + "/cc", "--database", url)
    #expect(circle.status == 1 && circle.complaint.contains("cc → aa → bb → cc"), "\(circle.complaint)")
  }

  @Test func `running cases keep their version when a new one is deployed`() async throws {
    let url = try await TestDatabase.new().connectionString
    let folder = try TemporaryFolder()
    func text(_ days: Int) -> String {
      """
      workflow: small
      title: Small
      calendar: england-and-wales
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
    #expect(try await Program.succeed("deploy", folder.path + "/small", "--database", url).output.contains(" after "))
    try await Program.succeed("case", "open", "--file", opening, "--database", url)
    let listed = try await Program.succeed("case", "list", "--format", "json", "--database", url).json
    #expect(listed.compactMap { $0["next_due"]?.stringValue?.prefix(10) } == ["2026-03-07", "2026-03-11"])
    #expect(Set(listed.compactMap { $0["version"]?.stringValue }).count == 2)

    // A calendar that the database has not counts where the deployment would bring it along, and is missing where not.
    let path = folder.path + "/small"
    _ = try folder.write(text(9).replacing("england-and-wales", with: "own"), to: "small/workflow.yaml")
    _ = try folder.write(#"{"division": "own", "events": [], "years": [2026, 2030]}"#, to: "calendars/own.json")
    let dry = try await Program.succeed("deploy", path, "--dry-run", "--database", url)
    #expect(dry.output.contains("1 open case goes by"), "\(dry.output)")
    let version = try #require(listed.last?["version"]?.stringValue)
    let migrate = ["migrate-cases", "--from", version, "--to", path, "--dry-run", "--database", url]
    let moved = try await Program.start(migrate).end
    #expect(moved.status == 0, "\(moved.complaint)")
    // Without the file there is no such calendar anywhere, and to compare with what can't be read is no difference.
    _ = try folder.write("{}", to: "calendars/own.json")
    for command in [migrate, ["diff", "small", path, "--database", url]] {
      let ending = try await Program.start(command).end
      #expect(ending.status == (command[0] == "diff" ? 2 : 1), "\(ending.complaint)")
    }
    #expect(try await Program.start(["diff", "small", "nowhere.yaml", "--database", url]).end.status == 2)
  }

  @Test func `registers are taken in, and taking them in again changes nothing`() async throws {
    guard let shared = SharedMaterial.folder else { return }
    let url = try await TestDatabase.new().connectionString
    let files = ["govuk-organisations.json", "ods-nhs-trusts.csv", "local-authorities-england-2018.tsv"]
      .map { shared.appending(path: "data/\($0)").path }
    let first = try await Program.start(["organisations", "import"] + files + ["--database", url]).end
    #expect(first.status == 0, "\(first.complaint.prefix(500))")
    #expect(first.lines.count == 3)
    for line in first.lines { #expect(line.contains("added")) }
    let again = try await Program.start(["organisations", "import"] + files + ["--database", url]).end
    for line in again.lines { #expect(line.contains("unchanged") && !line.contains("added")) }
  }

  @Test func `contacts with mistakes are refused as a whole, every mistake with its place`() async throws {
    let url = try await TestDatabase.new().connectionString
    let folder = try TemporaryFolder()
    let file = try folder.write(
      """
      organisation,role,name,email,telephone,valid_from,valid_to
      Cabinet Office,contract-manager,P,not an address,,,
      Cabinet Office,director,Q,q@office.example,,,

      """,
      to: "contacts.csv")
    let ending = try await Program.run("contacts", "import", file, "--database", url)
    #expect(ending.status == 1)
    #expect(ending.complaint.contains("contacts.csv:2:"))
    #expect(try await Program.succeed("contacts", "list", "--format", "json", "--database", url).output.isEmpty)
  }
}

extension Statement {
  fileprivate static let deployments = Statement("deployments", "SELECT count(*)::text FROM recourse.deployments")
}
