import Casework
import CivilTime
import Foundation
import JSON
import TestKit
import WorkflowFiles
import WorkingTime

/// Walks the path of a finding in a real simulation: what guards need is in the path, all else is filled in.
struct CheckReplay {
  let workflow: Workflow
  private(set) var simulation: Simulation

  /// - Throws: where the path can't be walked.
  init(_ path: [String], of workflow: Workflow) throws {
    self.workflow = workflow
    var steps = path[...]
    var opening = JSONObject()
    if let first = steps.first, first.hasPrefix("open {") {
      opening = try Self.object(first.dropFirst("open ".count))
      steps.removeFirst()
    }
    let asked = workflow.openingForm.isEmpty ? Array(workflow.fields.indices) : workflow.openingForm
    Self.fill(asked.filter { workflow.chart.fields[$0].initial == nil }, of: workflow, &opening)
    let calendar = try Self.calendar()
    simulation = try Simulation(
      of: workflow, opening: opening, as: CaseID(UniqueID(high: 0x7000, low: 0x8000_0000_0000_0001)),
      by: Actor(role: nil),
      facts: Facts(
        now: Instant(seconds: 1_767_603_600), calendar: calendar, directory: Directory(), enforcesRoles: false))
    for step in steps { try walk(step) }
  }

  private mutating func walk(_ step: String) throws {
    if step == "reopen" {
      return try simulation.act(.reopen(reason: "Something new"), by: Actor(role: nil))
    }
    if step.hasPrefix("after ") {
      return try simulation.advance(by: Delay(parsing: String(step.dropFirst("after ".count))))
    }
    if let timer = try simulation.timers().first(where: { workflow.timerName($0.timer) == step }) {
      return try simulation.advance(to: timer.due)
    }
    let name = step.prefix { $0 != " " }
    var data = step.count == name.count ? JSONObject() : try Self.object(step.dropFirst(name.count + 1))
    var form: [Int] = []
    var role: String?
    for available in workflow.chart.availableEvents(simulation.case.session)
    where available.descriptors.contains(where: { $0.matches(String(name)) }) {
      let note = workflow.transitionNotes[available.transition]
      form += note.form
      role = role ?? note.roles.first
    }
    Self.fill(form, of: workflow, &data)
    try simulation.send(String(name), data: data.isEmpty ? nil : .object(data), by: Actor(role: role))
  }

  private static func object(_ text: some StringProtocol) throws -> JSONObject {
    guard case .object(let object) = try JSONValue(parsing: String(text)) else { return JSONObject() }
    return object
  }

  /// Gives every required field some value.
  private static func fill(_ fields: [Int], of workflow: Workflow, _ data: inout JSONObject) {
    for field in fields.map({ workflow.fields[$0] }) where field.isRequired && data[field.name] == nil {
      data[field.name] =
        switch field.type {
        case .bool: .bool(false)
        case .int: .integer(1)
        case .decimal: .string("1")
        case .date: .string("2026-01-02")
        default: field.choices.first?.plainJSON ?? .string("something")
        }
    }
  }

  private static func calendar() throws -> WorkingCalendar {
    let file = Checkout.root.appending(path: "Workflows/calendars/england-and-wales.json")
    let calendars = CalendarSet(
      reading: [(name: "england-and-wales.json", bytes: Array(try Data(contentsOf: file)))], diagnostics: Diagnostics())
    guard let calendar = calendars["england-and-wales"] else { throw CocoaError(.fileReadUnknown) }
    return calendar
  }
}
