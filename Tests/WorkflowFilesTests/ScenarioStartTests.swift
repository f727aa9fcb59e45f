import Casework
import Foundation
import Testing
import WorkflowFiles
import WorkingTime

/// A scenario says which cases are started, and how they ended.
@Suite struct ScenarioStartTests {
  private static let workflow = """
    workflow: concern
    title: Concern
    calendar: office
    data: { found: { type: string, title: Found } }
    parties: { desk: { title: Desk, staff: true } }
    initial: open
    states:
      open: { on: { look: { by: [desk], target: checking } } }
      checking:
        entry: [start: { workflow: check, id: audit, with: { subject: "'lorries'", count: "2" } }]
        within: 5 days
        otherwise: closed
        on: { done.case.audit: { target: closed, actions: [assign: { found: event.data.result }] } }
      closed: { type: final }
    """

  private static func difference(_ steps: String) throws -> String? {
    let reading = WorkflowReader.read(WorkflowSource(file: "w.yaml", text: workflow))
    let played = try #require(reading.workflow)
    let folder = FileManager.default.temporaryDirectory.appending(path: "recourse-start-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let scenarios = folder.appending(path: "scenarios")
    try FileManager.default.createDirectory(at: scenarios, withIntermediateDirectories: true)
    try Data("scenario: s\ngiven: { start: 2026-03-02T10:00:00Z }\nsteps:\n\(steps)".utf8)
      .write(to: scenarios.appending(path: "s.yaml"))
    let loaded = ScenarioFolder.load(folder.path, workflow: played)
    guard let entry = loaded.entries.first else {
      return loaded.findings.map(\.description).joined(separator: "\n")
    }
    let calendar = WorkingCalendar(name: "office", years: 2026...2027, holidays: [])
    return ScenarioRunner(workflow: played, calendar: calendar).firstDifference(in: entry)?.difference
  }

  private static let look = "  - send: look\n    by: desk\n    expect:\n      state: checking\n"

  @Test func `what is started is held against what was expected, and the end of it goes on with the story`() throws {
    let with = "      started: [{ workflow: check, id: audit, with: { subject: lorries, count: 2 } }]\n"
    let end = """
        - ended: { case: audit, data: { result: fine } }
          expect: { state: closed, data: { found: fine }, timers: {} }
      """
    #expect(try Self.difference(Self.look + with + end) == nil)
    #expect(try Self.difference(Self.look + "      started: [{ workflow: check }]\n" + end) == nil)
  }

  @Test(arguments: [
    ("", "a case of check was started as audit, which is not listed"),
    (
      "      started: [{ workflow: check, with: { subject: buses } }]\n",
      "started with {\"subject\":\"lorries\",\"count\":2}, expected {\"subject\":\"buses\"}"
    ),
    (
      "      started: [{ workflow: check }, { workflow: check }]\n", "no case of check was started"
    ),
    ("      started: [{ workflow: chek }]\n", "did you mean \"check\"?"),
    ("      started: [{ workflow: check, id: audits }]\n", "did you mean \"audit\"?"),
    ("      started: [{ workflow: check }]\n  - ended: { case: other }\n", "no case that is started as \"other\""),
  ])
  func `a start that is otherwise is told, and so is a name that the workflow does not know`(
    _ rest: String, _ words: String
  ) throws {
    let difference = try Self.difference(Self.look + rest) ?? "none"
    #expect(difference.contains(words), "\(difference)")
  }

  @Test func `what is started after the last expectation is told as well`() throws {
    let difference = try Self.difference("  - send: look\n    by: desk\n")
    #expect(difference?.contains("after the last expectation there was a case of check was started") == true)
  }
}
