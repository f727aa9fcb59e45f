import Foundation
import JSON
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct MigrationProcessTests {
  private static func workflow(_ days: Int, state: String = "chase") -> String {
    """
    workflow: small
    title: Small
    calendar: england-and-wales
    parties: { desk: { title: Desk, staff: true } }
    initial: \(state)
    states:
      \(state): { owner: desk, within: \(days) working days, otherwise: closed,
        on: { done: { by: [desk], target: closed } } }
      closed: { type: final }
    """
  }

  /// Three cases of a version, and another version deployed; the digests of both.
  private func database(_ folder: TemporaryFolder) async throws -> (url: String, from: String, to: String) {
    let url = try await TestDatabase.new().connectionString
    try await Program.succeed("clock", "to", "2026-03-02T10:00:00Z", "--database", url)
    let opening = try folder.write("workflow: small\ndata: {}\n", to: "case.yaml")
    var digests: [String] = []
    for text in [Self.workflow(10), Self.workflow(8, state: "letter")] {
      let file = try folder.write(text, to: "small/workflow.yaml")
      let deployed = try await Program.succeed("deploy", file, "--format", "json", "--database", url)
      digests.append(try #require(try deployed.json.first?["digest"]?.stringValue))
      guard digests.count == 1 else { continue }
      for _ in 1...3 { try await Program.succeed("case", "open", "--file", opening, "--database", url) }
    }
    return (url, digests[0], digests[1])
  }

  private func cases(_ url: String) async throws -> [JSONValue] {
    try await Program.succeed("case", "list", "--format", "json", "--database", url).json
  }

  @Test func `cases are previewed, migrated in two runs, put back as they were, and go on as was foretold`()
    async throws
  {
    let folder = try TemporaryFolder()
    let (url, from, to) = try await database(folder)
    let before = try await cases(url)
    let versions = ["--from", String(from.prefix(8)), "--to", String(to.prefix(8))]
    func migrate(_ more: String...) async throws -> Program.Ending {
      try await Program.start(
        ["migrate-cases"] + versions + ["--format", "json", "--database", url] + more
      ).end
    }
    let looked = try await migrate("--timers", "re-derive", "--dry-run")
    #expect(looked.status == 0, "\(looked.complaint)")
    #expect(looked.complaint.contains("\"chase\" becomes \"letter\""))
    #expect(try await cases(url) == before)
    let rows = try looked.json.dropLast()
    #expect(rows.count == 3)
    #expect(rows.allSatisfy { $0["dates"]?[0]?["to"] == "2026-03-12T17:00:00Z" && $0["becomes"] == ["letter"] })

    // A run that was cut short after one case, and the run that goes on.
    let reference = try #require(rows.first?["reference"]?.stringValue)
    let first = try await migrate("--timers", "re-derive", "--only", reference)
    let second = try await migrate("--timers", "re-derive")
    #expect(try Array(first.json.dropLast() + second.json.dropLast()) == Array(rows))
    #expect(try second.json.last?["migrates"] == 2 && second.json.last?["dry_run"] == false)
    #expect(try await cases(url).allSatisfy { $0["states"] == ["letter"] && $0["next_due"] == "2026-03-12T17:00:00Z" })

    let undone = try await migrate("--undo", "--only", reference)
    #expect(try undone.json.last?["returns"] == 1, "\(undone.complaint)")
    let was = try #require(before.first { $0["reference"]?.stringValue == reference })
    let now = try #require(try await cases(url).first { $0["reference"]?.stringValue == reference })
    #expect(now["states"] == was["states"] && now["next_due"] == was["next_due"])

    try await Program.succeed("clock", "to", "2026-03-12T17:00:01Z", "--database", url)
    try await Program.succeed("work", "--once", "--mail", folder.path + "/mail", "--database", url)
    let left = try await cases(url)
    #expect(left.map { $0["reference"]?.stringValue } == [reference])
    #expect(rows.first?["after"]?["at"] == "2026-03-12T17:00:00Z")
    let verified = try await Program.run("audit", "verify", "--database", url)
    #expect(verified.status == 0, "\(verified.output)\(verified.complaint)")
  }

  @Test func `what-if lives through past and open cases by a changed file, and draws what differs`() async throws {
    let folder = try TemporaryFolder()
    let (url, _, _) = try await database(folder)
    let reference = try #require(try await cases(url).first?["reference"]?.stringValue)
    try await Program.succeed("clock", "to", "2026-03-13T12:00:00Z", "--database", url)
    try await Program.succeed("case", "send", reference, "done", "--by", "desk", "--database", url)
    let same = try folder.write(Self.workflow(10), to: "same/workflow.yaml")
    let unchanged = try await Program.succeed("what-if", same, "--database", url)
    #expect(unchanged.output.contains("3 cases (2 open): 0 would go otherwise."))
    #expect(unchanged.output.contains("People act at the same instants as they did"))
    let other = try folder.write(Self.workflow(8), to: "other/workflow.yaml")
    let told = try await Program.succeed("what-if", other, "--format", "json", "--database", url).json
    #expect(told.count == 4 && told.last?["changed"] == 3 && told.last?["dates_earlier"] == 3)
    #expect(told.last?["moved_by_working_days"] == ["-2": 3] && told.last?["acts_lost"] == ["done": 1])
    let page = folder.path + "/what-if.html"
    try await Program.succeed("what-if", other, "--format", "html", "--output", page, "--database", url)
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(html.contains("<svg") && html.contains("role=\"img\"") && html.contains(reference))
    #expect(!html.contains("<script"))
    let all = try await Program.succeed("what-if", same, "--format", "json", "--all", "--database", url).json
    #expect(all.count == 4 && all.dropLast().allSatisfy { $0["changed"] == false })
    let wrong = try await Program.run("what-if", "--database", url)
    #expect(wrong.status == 2)
    let calendar = try await Program.succeed(
      "what-if", "--calendar", Checkout.root.appending(path: "Workflows/calendars/england-and-wales.json").path,
      "--database", url)
    #expect(calendar.output.contains("0 would go otherwise"))
  }
}
