package import Casework
import CivilTime
package import JSON
import Expression
import Statechart

/// `recourse simulate`: one case in virtual time, a line in and a line out.
package struct SimulateSession {
  private var simulation: Simulation
  private let showsTrace: Bool

  /// Opens the case.
  ///
  /// - Parameter data: what the case is opened with.
  package init(
    of workflow: Workflow, data: JSONObject, facts: Facts, showsTrace: Bool,
    id: CaseID = CaseID(UniqueID(high: 0x7000, low: 0x8000_0000_0000_0001))
  ) throws {
    simulation = try Simulation(of: workflow, opening: data, as: id, by: Actor(role: nil), facts: facts)
    self.showsTrace = showsTrace
    updates = simulation.updates
  }

  /// The steps of the last input, for a host that keeps the case elsewhere; empty where the input was refused.
  package private(set) var updates: [CaseUpdate]

  /// The clock and whatever else the steps went by.
  package var facts: Facts { simulation.facts }

  /// Goes on with a case as it was kept elsewhere.
  package mutating func take(_ case: Case) { simulation.replace(`case`) }

  /// The line that answers for the start.
  package func opening() throws -> JSONObject { try answer(to: ["start": .string(simulation.facts.now.rfc3339)]) }

  /// Reads a line and answers it.
  ///
  /// - Throws: `SimulateProblem` where the line can't be read or the clock would go backwards; an event that the
  ///   workflow refuses is an answer and no error.
  package mutating func answer(line: String) throws -> JSONObject {
    let json: JSONValue
    do throws(JSONError) {
      json = try JSONValue(parsing: line)
    } catch {
      throw SimulateProblem("the line is not JSON: \(error.message)")
    }
    let input = try SimulateInput(json)
    var refusal: Simulation.Refusal?
    do throws(Simulation.Refusal) {
      try perform(input)
    } catch {
      refusal = error
    }
    updates = refusal == nil ? simulation.updates : []
    return try answer(to: json, refusal: refusal)
  }

  private mutating func perform(_ input: SimulateInput) throws(Simulation.Refusal) {
    switch input {
    case .event(let name, let data, let actor): try simulation.send(name, data: data, by: actor)
    case .advance(let delay): try simulation.advance(by: delay)
    case .at(let instant): try simulation.advance(to: instant)
    case .pause(let reason, let actor): try simulation.pause(reason: reason, by: actor)
    case .resume(let actor): try simulation.resume(by: actor)
    case .reopen(let reason, let actor): try simulation.act(.reopen(reason: reason), by: actor)
    }
  }

  private func answer(to input: JSONValue, refusal: Simulation.Refusal? = nil) throws -> JSONObject {
    let workflow = simulation.workflow
    let chart = workflow.chart
    let session = simulation.case.session
    let outputs = updates.flatMap(\.outputs)
    var line = JSONObject()
    line["input"] = input
    line["now"] = .string(simulation.facts.now.rfc3339)
    line["configuration"] = .array(chart.configuration(session).map(JSONValue.string))
    line["leaves"] = .array(chart.leaves(session).map(JSONValue.string))
    line["log"] = .array(outputs.compactMap { if case .logged(let text) = $0 { .string(text) } else { nil } })
    line["raised"] = .array(outputs.compactMap { if case .raised(let name) = $0 { .string(name) } else { nil } })
    line["timers"] = .array(
      try simulation.timers().map { timer, due in
        ["id": .string(workflow.timerName(timer)), "due": .string(due.rfc3339)]
      })
    line["messages"] = .array(updates.flatMap(\.effects).compactMap(Self.message))
    var data = JSONObject()
    for (field, value) in zip(chart.fields, session.data) { data[field.name] = value.plainJSON }
    line["data"] = .object(data)
    line["accepted"] = .bool(refusal == nil && updates.allSatisfy(\.isAccepted))
    line["done"] = .bool(session.isDone)
    if let refusal { line["refused"] = .string(refusal.description) }
    let faults = outputs.compactMap { if case .fault(let reason) = $0 { JSONValue.string(reason) } else { nil } }
    if !faults.isEmpty { line["faults"] = .array(faults) }
    if showsTrace { line["trace"] = .array(outputs.compactMap(chart.traceLine).map(JSONValue.string)) }
    return line
  }

  private static func message(_ effect: Effect) -> JSONValue? {
    guard case .notify(let message) = effect else { return nil }
    return [
      "to": .string(message.recipient.party ?? message.party), "template": .string(message.template),
      "subject": .string(message.subject), "body": .string(message.body),
    ]
  }
}
