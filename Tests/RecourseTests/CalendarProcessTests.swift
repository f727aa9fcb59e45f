import Foundation
import JSON
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct CalendarProcessTests {
  private static let workflow = """
    workflow: small
    title: Small
    calendar: any-part-of-the-uk
    parties: { desk: { title: Desk, staff: true } }
    initial: a
    states:
      a: { owner: desk, within: 5 working days, otherwise: b, on: { done: { by: [desk], target: b } } }
      b: { type: final }
    """

  /// Scotland's shipped calendar with one holiday more.
  private static func scotland(and date: String) throws -> String {
    let text = try Checkout.text(of: "Workflows/calendars/scotland.json")
    return text.replacing("\"events\": [", with: "\"events\": [\n    {\"title\": \"Gala\", \"date\": \"\(date)\"},")
  }

  /// A database with a case that is due on 9 March 2026.
  private func database(_ folder: TemporaryFolder) async throws -> String {
    let url = try await TestDatabase.new().connectionString
    let file = try folder.write(Self.workflow, to: "small/workflow.yaml")
    let opening = try folder.write("workflow: small\ndata: {}\n", to: "case.yaml")
    try await Program.succeed("clock", "to", "2026-03-02T10:00:00Z", "--database", url)
    try await Program.succeed("deploy", file, "--database", url)
    try await Program.succeed("case", "open", "--file", opening, "--database", url)
    return url
  }

  private func nextDue(_ url: String) async throws -> String? {
    let listed = try await Program.succeed("case", "list", "--format", "json", "--database", url)
    return try listed.json.first?["next_due"]?.stringValue
  }

  @Test func `an import shows what would move and does nothing, and moves it when told to`() async throws {
    let folder = try TemporaryFolder()
    let url = try await database(folder)
    let file = try folder.write(Self.scotland(and: "2026-03-05"), to: "scotland.json")
    let refused = try await Program.run("calendars", "import", file, "--database", url)
    #expect(refused.status == 1)
    #expect(refused.output.contains("a.within: Monday 9 March 2026, 17:00 to Tuesday 10 March 2026, 17:00"))
    #expect(refused.output.contains("Thursday 5 March 2026 is no working day now: Gala (scotland)"))
    #expect(refused.complaint.contains("--move"))
    #expect(try await nextDue(url) == "2026-03-09T17:00:00Z")
    let preview = try await Program.succeed("calendars", "preview", file, "--format", "json", "--database", url).json
    #expect(preview.first?["timers"]?[0]?["to"] == "2026-03-10T17:00:00Z")
    #expect(preview.last?["outcome"] == "previewed" && preview.last?["timers"] == 1)
    #expect(preview.last?["breaches_gained"] == 0 && preview.last?["closings"] == 1)
    let words = try await Program.succeed("calendars", "preview", file, "--database", url).output
    #expect(words.contains("closes, if nobody acts: Monday 9 March 2026, 17:00 to Tuesday 10 March 2026, 17:00"))
    #expect(preview.last?["calendars"] == ["any-part-of-the-uk", "scotland"])
    let moved = try await Program.succeed("calendars", "import", file, "--move", "--name", "o.p", "--database", url)
    #expect(moved.output.contains("1 date of 1 open case moved"))
    #expect(try await nextDue(url) == "2026-03-10T17:00:00Z")
    // A later deployment leaves the imported calendar in force.
    try await Program.succeed("deploy", folder.path + "/small", "--database", url)
    let again = try await Program.succeed("calendars", "import", file, "--database", url)
    #expect(again.output == "Nothing in it is new.\n")
  }

  @Test func `dates that were promised are kept when told to, and listed versions say since when`() async throws {
    let folder = try TemporaryFolder()
    let url = try await database(folder)
    let file = try folder.write(Self.scotland(and: "2026-03-05"), to: "scotland.json")
    try await Program.succeed("calendars", "import", file, "--keep", "--database", url)
    #expect(try await nextDue(url) == "2026-03-09T17:00:00Z")
    let versions = try await Program.succeed("calendars", "list", "--versions", "--format", "json", "--database", url)
    let scotland = try versions.json.filter { $0["name"] == "scotland" }
    #expect(scotland.count == 2 && scotland.last?["since"]?.stringValue?.hasPrefix("2026-03-02T10:") == true)
  }

  @Test func `a list that dropped past years is refused, or filled up from the one that is kept`() async throws {
    let folder = try TemporaryFolder()
    let url = try await database(folder)
    let file = try folder.write(
      #"{"division": "scotland", "events": [], "years": [2026, 2030]}"#, to: "scotland.json")
    let refused = try await Program.run("calendars", "import", file, "--database", url)
    #expect(refused.status == 1 && refused.complaint.contains("--fill-years"))
    try await Program.succeed("calendars", "import", file, "--fill-years", "--move", "--database", url)
    let listed = try await Program.succeed("calendars", "list", "--database", url)
    #expect(listed.lines.first { $0.hasPrefix("scotland") }?.contains("2012-2030") == true, "\(listed.output)")
    let broken = try folder.write(#"{"division": "scotland", "events": [{"title": "x"}]}"#, to: "broken.json")
    let unread = try await Program.run("calendars", "import", broken, "--database", url)
    #expect(unread.status == 1 && unread.complaint.contains("broken.json:1:"))
  }
}
