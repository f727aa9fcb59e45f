import Casework
import Foundation
import Testing
import WorkflowFiles
import WorkingTime

@Suite struct ScenarioSkipTests {
  private static let workflow = """
    workflow: w
    title: W
    calendar: office
    form: [office]
    data: { office: { type: string, directory: organisation } }
    parties:
      manager: { title: Manager, directory: manager, of: data.office }
      director: { title: Director, directory: director, of: data.office }
      desk: { title: Desk, staff: true }
    initial: low
    states:
      low: { owner: manager, within: 5 days, otherwise: high }
      high: { owner: director, within: 5 days, otherwise: top }
      top: { owner: desk, on: { end: { by: [desk], target: over } } }
      over: { type: final }
    """

  private func difference(_ expectation: String, directory: String) throws -> String? {
    let folder = FileManager.default.temporaryDirectory.appending(path: "recourse-skip-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let scenarios = folder.appending(path: "scenarios")
    try FileManager.default.createDirectory(at: scenarios, withIntermediateDirectories: true)
    let text = """
      scenario: S
      given: { start: 2026-03-02T10:00:00Z, directory: \(directory), data: { office: O } }
      steps:
        - expect: \(expectation)
      """
    try Data(text.utf8).write(to: scenarios.appending(path: "s.yaml"))
    let reading = WorkflowReader.read(WorkflowSource(file: "w.yaml", text: Self.workflow, messages: []))
    let workflow = try #require(reading.workflow)
    let loaded = ScenarioFolder.load(folder.path, workflow: workflow)
    #expect(loaded.findings.isEmpty)
    let calendar = WorkingCalendar(name: "office", years: 2026...2026, holidays: [])
    return ScenarioRunner(workflow: workflow, calendar: calendar).firstDifference(
      in: try #require(loaded.entries.first)
    )
    .map { "\($0)" }
  }

  @Test func `a scenario names the states that were skipped, and what is not listed fails`() throws {
    #expect(try difference("{ state: high, skipped: [low] }", directory: "[director]") == nil)
    #expect(try difference("{ state: top, skipped: [low, high] }", directory: "[]") == nil)
    #expect(try difference("{ state: low }", directory: "[manager]") == nil)
    #expect(try difference("{ state: high }", directory: "[director]")?.contains("skipped low, expected none") == true)
    #expect(try difference("{ state: low, skipped: [low] }", directory: "[manager]") != nil)
  }

  @Test func `only a state with an owner and a way on can be skipped`() {
    let text = Self.workflow.replacing("top: { owner: desk,", with: "top: { owner: desk, skip-empty: true,")
    let reading = WorkflowReader.read(WorkflowSource(file: "w.yaml", text: text, messages: []))
    #expect(reading.workflow == nil)
    #expect(reading.findings.contains { $0.place.line == 14 && $0.severity == .error })
  }
}
