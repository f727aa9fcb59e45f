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
  /// What the walk means for each property.
  private var properties: [PropertyReplay]
  /// What is filled in: always the same where it is nil.
  private var chance: UInt64?

  /// - Parameters:
  ///   - directory: who can be reached.
  ///   - chance: what decides what is filled in where the path does not say; the same number fills in the same.
  /// - Throws: where the path can't be walked.
  init(_ path: [String], of workflow: Workflow, directory: Directory = Directory(), chance: UInt64? = nil) throws {
    self.workflow = workflow
    self.chance = chance
    var steps = path[...]
    var opening = JSONObject()
    if let first = steps.first, first.hasPrefix("open {") {
      opening = try Self.object(first.dropFirst("open ".count))
      steps.removeFirst()
    }
    let asked = workflow.openingForm.isEmpty ? Array(workflow.fields.indices) : workflow.openingForm
    Self.fill(asked.filter { workflow.chart.fields[$0].initial == nil }, of: workflow, &opening, &self.chance)
    let calendar = try Self.calendar()
    simulation = try Simulation(
      of: workflow, opening: opening, as: CaseID(UniqueID(high: 0x7000, low: 0x8000_0000_0000_0001)),
      by: Actor(role: nil),
      facts: Facts(now: Instant(seconds: 1_767_603_600), calendar: calendar, directory: directory, enforcesRoles: false)
    )
    properties = workflow.properties.map { PropertyReplay($0, of: workflow) }
    watch()
    for step in steps { try walk(step) }
  }

  /// Whether the walk has broken a property.
  func breaks(_ property: Int) throws -> Bool { try properties[property].isBroken(atTheEndOf: simulation) }

  mutating func walk(_ step: String) throws {
    try take(step)
    watch()
  }

  private mutating func watch() {
    for number in properties.indices {
      for update in simulation.updates { properties[number].watch(update, of: workflow, simulation.facts) }
    }
  }

  private mutating func take(_ step: String) throws {
    if let timer = try simulation.timers().first(where: { workflow.timerName($0.timer) == step }) {
      return try simulation.advance(to: timer.due)
    }
    if step.hasPrefix("after "), let days = Int(step.split(separator: " ")[1]) { return try wait(days) }
    if step == "reopen" { return try simulation.act(.reopen(reason: "New evidence"), by: Actor(role: nil)) }
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
    Self.fill(form, of: workflow, &data, &chance)
    try simulation.send(String(name), data: data.isEmpty ? nil : .object(data), by: Actor(role: role))
  }

  /// Until just before the end of a working day, as somebody does who acts on the last.
  private mutating func wait(_ days: Int) throws {
    let due = try simulation.facts.calendar.dueInstant(of: .workingDays(days), from: simulation.facts.now)
    try simulation.advance(to: Instant(seconds: due.seconds - 60))
  }

  private static func object(_ text: some StringProtocol) throws -> JSONObject {
    guard case .object(let object) = try JSONValue(parsing: String(text)) else { return JSONObject() }
    return object
  }

  /// Gives every required field some value, and with chance every other now and then.
  private static func fill(
    _ fields: [Int], of workflow: Workflow, _ data: inout JSONObject, _ chance: inout UInt64?
  ) {
    for field in fields.map({ workflow.fields[$0] }) where data[field.name] == nil {
      let draw = chance.map { Int(($0 &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407) >> 33) }
      chance = chance.map { $0 &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407 }
      guard field.isRequired || (draw ?? 0) % 2 == 1 else { continue }
      let choice = field.choices.isEmpty ? nil : field.choices[(draw ?? 0) % field.choices.count]
      data[field.name] =
        switch field.type {
        case .bool: .bool((draw ?? 0) % 4 > 1)
        case .int: .integer(Int64(draw.map { $0 % 200 } ?? 1))
        case .decimal: .string(draw.map { "\($0 % 200)" } ?? "1")
        case .date: .string("2026-01-02")
        default: choice?.plainJSON ?? .string("something")
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
