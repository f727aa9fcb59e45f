import Foundation
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct TimersProcessTests {
  /// Its first timer can't fire, as the calendar ends before the next deadline.
  private static let stuck = """
    workflow: stuck
    title: Stuck
    calendar: england-and-wales
    initial: one
    parties: { case-manager: { title: Case manager, staff: true } }
    states:
      one: { after: { 1 hour: two } }
      two: { after: { 900 working days: three } }
      three: { type: final }
    """

  @Test func `a parked timer is listed, retried in vain, skipped for a reason, and no longer listed`() async throws {
    let url = try await TestDatabase.new().connectionString
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.stuck, to: "stuck/workflow.yaml")
    try await Program.succeed("clock", "to", "2026-03-02T10:00:00Z", "--database", url)
    try await Program.succeed("deploy", URL(filePath: file).deletingLastPathComponent().path, "--database", url)
    var references: [String] = []
    for _ in 1...2 {
      let ending = try await Program.start(
        ["case", "open", "--file", "-", "--database", url], input: #"{"workflow": "stuck", "data": {}}"#
      ).end
      #expect(ending.status == 0, "\(ending.complaint)")
      references.append(ending.output.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    try await Program.succeed("clock", "to", "2026-03-02T11:30:00Z", "--database", url)
    try await Program.succeed("work", "--once", "--mail", folder.path + "/mail", "--database", url)

    let list = ["timers", "list", "--parked", "--format", "json", "--database", url]
    let parked = try await Program.start(list).end.json
    #expect(Set(parked.compactMap { $0["reference"]?.stringValue }) == Set(references))
    for row in parked {
      #expect(row["timer"] == "one.after 1 hour" && row["due"]?.stringValue?.hasPrefix("2026-03-02T11:0") == true)
      #expect(row["parked"]?.stringValue?.contains("calendar") == true, "\(row)")
    }
    let inVain = try await Program.run(
      "timers", "retry", "--all-parked", "--reason", "Try", "--format", "json", "--database", url)
    #expect(inVain.status == 1)
    #expect(try inVain.json.map { $0["outcome"] } == ["refused", "refused"])

    let mixed = try await Program.run(
      "timers", "skip", references[0], "7KQ-4FM-X2P9", "--reason", "By hand", "--format", "json", "--database", url)
    #expect(mixed.status == 1, "one of them is no case")
    #expect(try mixed.json.map { $0["outcome"] } == ["skipped", "refused"])
    #expect(try await Program.start(list).end.json.count == 1)
    let cancelled = try await Program.succeed(
      "timers", "cancel", references[1], "--timer", "one.after 1 hour", "--reason", "By hand", "--database", url)
    #expect(cancelled.output.contains("cancelled  one"))
    #expect(try await Program.start(list).end.output.isEmpty)
    let told = try await Program.succeed("case", "history", references[0], "--format", "json", "--database", url).json
    #expect(told.compactMap { $0["kind"]?.stringValue } == ["opened", "parked", "skipped"])
    #expect(try await Program.run("timers", "skip", "--reason", "x", "--database", url).status == 2)
  }
}
