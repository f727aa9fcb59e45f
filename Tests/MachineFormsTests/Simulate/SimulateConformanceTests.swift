import Casework
import CivilTime
import JSON
import MachineForms
import TestKit
import Testing
import WorkflowFiles
import WorkingTime

@Suite struct SimulateConformanceTests {
  @Test func `every statechart case in scope that others wrote has its configurations, trace and data`() throws {
    guard let cases = try StatechartCase.all() else { return }
    #expect(cases.count == 486)
    let start = try #require(Instant(rfc3339: "2026-01-05T09:00:00Z"))
    let calendar = WorkingCalendar(name: "office", years: 2026...2026, holidays: [])
    let facts = Facts(now: start, calendar: calendar, directory: Directory(), enforcesRoles: false)
    for one in cases {
      let reading = WorkflowReader.read(WorkflowSource(file: "\(one.id).yaml", text: one.workflow))
      guard let workflow = reading.workflow else {
        Issue.record("\(one.id): \(reading.findings.map(\.description))")
        continue
      }
      var session = try SimulateSession(of: workflow, data: [:], facts: facts, showsTrace: true)
      var answers = [try session.opening()]
      for input in one.inputs { answers.append(try session.answer(line: input)) }
      let difference = one.difference(from: answers)
      #expect(difference == nil)
    }
  }
}
