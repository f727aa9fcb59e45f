import CivilTime
import Expression
package import JSON
import Statechart
import WorkingTime

/// The part of a case that only its workflow can read, as JSON: where it stands, its data, its timers.
///
/// States and fields are kept by name, so that the document outlives the numbers of one build.
package enum CaseDocument {
  /// The document of a case.
  package static func document(of case: Case, _ workflow: Workflow) -> JSONObject {
    let chart = workflow.chart
    let session = `case`.session
    var document: JSONObject = ["states": .array(chart.configuration(session).map(JSONValue.string))]
    if session.isDone { document["done"] = true }
    if session.madeSendIDs > 0 { document["sends"] = .integer(Int64(session.madeSendIDs)) }
    if !session.history.isEmpty {
      var history = JSONObject()
      let remembered = session.history.map { (id: chart.states[$0].id, states: chart.ids(of: $1)) }
      for (id, states) in remembered.sorted(by: { $0.id < $1.id }) {
        history[id] = .array(states.map(JSONValue.string))
      }
      document["history"] = .object(history)
    }
    if !`case`.timers.isEmpty {
      document["timers"] = .array(`case`.timers.map { .object(timer($0, chart)) })
    }
    if `case`.lastTimer > 0 { document["last_timer"] = .integer(Int64(`case`.lastTimer)) }
    if !`case`.clocks.isEmpty {
      var clocks = JSONObject()
      for (id, run) in `case`.clocks.sorted(by: { $0.key < $1.key }) { clocks[id] = .object(object(of: run)) }
      document["clocks"] = .object(clocks)
    }
    if let pause = `case`.pause { document["pause"] = .object(object(of: pause)) }
    if !`case`.asked.isEmpty { document["asked"] = approaches(`case`.asked) }
    if !`case`.silent.isEmpty { document["silent"] = approaches(`case`.silent) }
    if !`case`.returned.isEmpty { document["returned"] = approaches(`case`.returned) }
    if let parked = `case`.parked { document["parked"] = .string(parked) }
    writeCasework(of: `case`, into: &document)
    var data = JSONObject()
    for (field, value) in zip(chart.fields, session.data) where value != .null { data[field.name] = value.exactJSON }
    // Last, as it is the largest part and the one that most steps leave alone: PostgreSQL's log of an update leaves out
    // what the row ends with as before.
    document["data"] = .object(data)
    return document
  }

  private static func approaches(_ approaches: [Approach]) -> JSONValue {
    .array(approaches.map { .object(["party": .string($0.party), "address": .string($0.address)]) })
  }

  private static func timer(_ timer: CaseTimer, _ chart: Statechart) -> JSONObject {
    var object: JSONObject = ["number": .integer(Int64(timer.sequence))]
    switch timer.purpose {
    case .after(let state, let transition):
      object["key"] = .string(chart.name(of: .after(state: state, transition: transition)))
    case .send(let id, let event):
      object["key"] = .string(chart.name(of: .send(id: id)))
      object["event"] = .string(event.name)
      if event.data != .null { object["event_data"] = event.data.exactJSON }
    case .clock(let id, let percent): object["key"] = .string("clock \(percent) \(id)")
    case .pauseLimit: object["key"] = "pause"
    }
    write(timer.budget, into: &object)
    return object
  }

  static func write(_ budget: Budget, into object: inout JSONObject) {
    object["anchor"] = .string(budget.anchor.rfc3339)
    object["length"] = budget.length.json
    if !budget.extensions.isEmpty { object["extensions"] = .array(budget.extensions.map(\.json)) }
    if budget.counting != .following { object["counting"] = .string(budget.counting.rawValue) }
    if budget.consumed != .zero { object["consumed"] = .string(DurationText.text(budget.consumed)) }
    if budget.runningSince != budget.anchor {
      object["running_since"] = budget.runningSince.map { .string($0.rfc3339) } ?? .null
    }
    if let promise = budget.promise {
      object["held_to"] = .string(promise.instant.rfc3339)
      if let pausedAt = promise.pausedAt { object["held_paused"] = .string(pausedAt.rfc3339) }
    }
  }

  private static func object(of pause: Pause) -> JSONObject {
    var object: JSONObject = ["since": .string(pause.since.rfc3339), "reason": .string(pause.reason)]
    if let until = pause.until { object["until"] = .string(until.rfc3339) }
    return object
  }
}
