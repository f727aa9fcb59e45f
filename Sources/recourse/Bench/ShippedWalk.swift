import Casework
import CivilTime
import Expression
import Foundation
import JSON
import Statechart
import WorkflowFiles

/// The shipped workflow, and a case of it at several places of its way with the event that comes next there.
struct ShippedWalk {
  /// A place on the way, and what happens next.
  struct Stop {
    let title: String
    let `case`: Case
    let facts: Facts
    let event: CaseEvent
    /// The same event as the statechart gets it.
    let chartEvent: Event
  }

  let source: WorkflowSource
  let reading: WorkflowReading
  let workflow: Workflow
  /// As on the day on which the case is opened.
  let facts: Facts
  let stops: [Stop]

  init() throws {
    guard let folder = ShippedFiles.workflows?.appending(path: "supply-chain-concern") else {
      throw Answer.no("the shipped workflows are not there; say in RECOURSE_WORKFLOWS where they are")
    }
    let loaded = try LoadedWorkflow.load(folder.path)
    workflow = try loaded.required()
    guard let reading = loaded.reading, let source = WorkflowFolder.load(folder.path).source,
      let start = Instant(rfc3339: "2026-03-02T10:00:00Z")
    else { throw Answer.no("the shipped workflow can't be read") }
    (self.source, self.reading) = (source, reading)
    let examples = folder.appending(path: "examples")
    let contacts = try RegisterReading.contacts(in: examples.appending(path: "contacts.csv").path)
    facts = Facts(now: start, calendar: try loaded.calendar(for: workflow), directory: Directory(contacts: contacts))
    let given = try OpeningData.read(examples.appending(path: "concern-01.yaml").path)
    stops = try Self.stops(workflow, facts, given)
  }

  private static func stops(_ workflow: Workflow, _ facts: Facts, _ given: JSONObject) throws -> [Stop] {
    let id = CaseID(UniqueID(at: facts.now, random: (7, 11)))
    var simulation = try Simulation(
      of: workflow, opening: given, as: id, by: Actor(role: "supplier"), facts: facts)
    var stops: [Stop] = []
    func stop(_ title: String, _ kind: CaseEvent.Kind, _ chartEvent: Event, by role: String?) {
      let event = CaseEvent(
        id: EventID(UniqueID(high: 0x7000, low: UInt64(stops.count))), kind: kind, actor: Actor(role: role))
      stops.append(
        Stop(title: title, case: simulation.case, facts: simulation.facts, event: event, chartEvent: chartEvent))
    }
    func send(_ name: String, by role: String, _ data: JSONObject) throws {
      let value = data.isEmpty ? Value.null : Value(untyped: .object(data))
      stop(
        name, .named(name, data: data.isEmpty ? nil : .object(data)), Event(name, data: value, by: role), by: role)
      try simulation.send(name, data: data.isEmpty ? nil : .object(data), by: Actor(role: role))
    }
    func fire() throws {
      guard let next = try simulation.timers().first, case .after(let state, let transition) = next.timer.purpose else {
        throw Answer.no("the shipped workflow has another first timer than expected")
      }
      var then = simulation.facts
      then.now = next.due
      let name = workflow.timerName(next.timer)
      stops.append(
        Stop(
          title: name, case: simulation.case, facts: then,
          event: CaseEvent(
            id: EventID(timer: next.timer.sequence, of: id), kind: .timer(sequence: next.timer.sequence),
            actor: .engine), chartEvent: .fired(.after(state: state, transition: transition))))
      try simulation.advance(to: next.due)
    }
    try send("accept", by: "case-manager", ["disclosable_summary": "Invoices are paid late."])
    try send("consent", by: "supplier", ["consent_prime": true, "consent_department": true, "consent_authority": true])
    try fire()
    try fire()
    try send("prime-resolved", by: "prime-contractor", ["prime_answer": "We have paid in full."])
    try send("confirm", by: "supplier", [:])
    return stops
  }
}
