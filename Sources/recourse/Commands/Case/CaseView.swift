import Casework
import CivilTime
import Expression
import JSON
import Statechart

/// What there is to see of a case at a moment.
struct CaseView: Sendable {
  let workflow: Workflow
  let `case`: Case
  let facts: Facts

  private var chart: Statechart { workflow.chart }

  var lines: [String] {
    get throws {
      var lines = ["opened   \(LocalTime.minute(`case`.openedAt))"]
      if let closedAt = `case`.closedAt { lines.append("closed   \(LocalTime.minute(closedAt))") }
      let titles = leaves.map { workflow.stateNotes[$0].title }
      lines.append(
        "state    \(titles.joined(separator: ", ")) [\(chart.leaves(`case`.session).joined(separator: ", "))]")
      if let owner = workflow.owner(of: `case`.session) {
        lines.append("owner    \(workflow.party(named: owner)?.title ?? owner)")
      }
      if let pause = `case`.pause {
        lines.append("paused   since \(LocalTime.minute(pause.since)): \(pause.reason.onOneLine)")
      }
      for (timer, due) in try workflow.timers(of: `case`, facts.calendar) {
        lines.append("timer    \(LocalTime.minute(due))  \(workflow.timerName(timer))")
      }
      for event in workflow.availableEvents(`case`.session) {
        let form = event.form.isEmpty ? "" : " with \(event.form.joined(separator: ", "))"
        lines.append("accepts  \(event.name) from \(event.roles.joined(separator: ", "))\(form)")
      }
      for (field, value) in zip(workflow.fields, `case`.session.data) where value != .null {
        lines.append("data     \(field.name): \(value.plainText.onOneLine)")
      }
      return lines
    }
  }

  var json: JSONObject {
    get throws {
      var object = JSONObject()
      object["configuration"] = .array(chart.configuration(`case`.session).map(JSONValue.string))
      if let pause = `case`.pause {
        object["paused"] = ["since": .string(pause.since.rfc3339), "reason": .string(pause.reason)]
      }
      object["timers"] = .array(
        try workflow.timers(of: `case`, facts.calendar).map { timer, due in
          ["id": .string(workflow.timerName(timer)), "due": .string(due.rfc3339)]
        })
      object["accepts"] = .array(
        workflow.availableEvents(`case`.session).map { event in
          [
            "event": .string(event.name), "title": event.title.map(JSONValue.string) ?? .null,
            "by": .array(event.roles.map(JSONValue.string)), "form": .array(event.form.map(JSONValue.string)),
          ]
        })
      var data = JSONObject()
      for (field, value) in zip(workflow.fields, `case`.session.data) { data[field.name] = value.plainJSON }
      object["data"] = .object(data)
      return object
    }
  }

  private var leaves: [Int] { chart.leaves(`case`.session).compactMap(chart.state) }
}
