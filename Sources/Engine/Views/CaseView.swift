package import Casework
import CivilTime
import Expression
package import JSON
import Statechart

/// What there is to see of a case at a moment.
package struct CaseView: Sendable {
  package let workflow: Workflow
  package let `case`: Case
  package let facts: Facts

  package init(workflow: Workflow, case: Case, facts: Facts) {
    self.workflow = workflow
    self.case = `case`
    self.facts = facts
  }

  private var chart: Statechart { workflow.chart }

  package var lines: [String] {
    get throws {
      var lines = ["opened   \(LocalTime.minute(`case`.openedAt))"]
      if let closedAt = `case`.closedAt { lines.append("closed   \(LocalTime.minute(closedAt))") }
      let titles = leaves.map { workflow.stateNotes[$0].title }
      lines.append(
        "state    \(titles.joined(separator: ", ")) [\(chart.leaves(`case`.session).joined(separator: ", "))]")
      if let owner = workflow.owner(of: `case`.session) {
        lines.append("owner    \(workflow.party(named: owner)?.title ?? owner)")
      }
      if let assignee = `case`.assignee { lines.append("with     \(assignee)") }
      if `case`.reopenings > 0 { lines.append("reopened \(`case`.reopenings) times") }
      if `case`.isErased { lines.append("erased   what people wrote in it; only what counts is left") }
      for interest in `case`.interests {
        lines.append("barred   \(interest.person): \(interest.reason.onOneLine)")
      }
      for link in `case`.links {
        lines.append("link     \(link.relation.rawValue) \(CaseReference(of: link.other))")
      }
      for clock in try clocks where clock.phase != .waiting { lines.append("clock    \(clock.words)") }
      if let pause = `case`.pause {
        lines.append("paused   since \(LocalTime.minute(pause.since)): \(pause.reason.onOneLine)")
      }
      for (timer, due) in try workflow.timers(of: `case`, facts.calendar) {
        let more = timer.budget.extensions
        let extended =
          more.isEmpty ? "" : " (\(([timer.budget.length] + more).map(\.description).joined(separator: " + ")))"
        lines.append("timer    \(LocalTime.minute(due))  \(workflow.timerName(timer))\(extended)")
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

  package var json: JSONObject {
    get throws {
      var object = JSONObject()
      object["configuration"] = .array(chart.configuration(`case`.session).map(JSONValue.string))
      object["assignee"] = `case`.assignee.map(JSONValue.string) ?? .null
      object["reopenings"] = .integer(Int64(`case`.reopenings))
      if `case`.isErased { object["erased"] = true }
      object["interests"] = .array(
        `case`.interests.map {
          ["person": .string($0.person), "reason": .string($0.reason), "since": .string($0.since.rfc3339)]
        })
      object["links"] = .array(
        `case`.links.map { link in
          [
            "reference": .string(CaseReference(of: link.other).description),
            "relation": .string(link.relation.rawValue),
          ]
        })
      object["clocks"] = .array(try clocks.map { .object($0.json) })
      if let pause = `case`.pause {
        object["paused"] = ["since": .string(pause.since.rfc3339), "reason": .string(pause.reason)]
      }
      object["timers"] = .array(
        try workflow.timers(of: `case`, facts.calendar).map { timer, due in
          [
            "id": .string(workflow.timerName(timer)), "due": .string(due.rfc3339),
            "length": .string(timer.budget.length.description),
            "extensions": .array(timer.budget.extensions.map { .string($0.description) }),
          ]
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

  private var clocks: [ClockStatus] {
    get throws { try workflow.clockStatuses(of: `case`, at: facts.now, facts.calendar) }
  }

  private var leaves: [Int] { chart.leaves(`case`.session).compactMap(chart.state) }
}

extension ClockStatus {
  fileprivate var words: String {
    let warned = warned.map { ", warned at \($0)%" } ?? ""
    let limit = limit.map { ", \(isBreached ? "passed" : "until") \(LocalTime.minute($0))" } ?? ""
    return "\(clock): \(phase.rawValue)\(limit)\(warned)"
  }

  fileprivate var json: JSONObject {
    var object: JSONObject = ["id": .string(clock), "phase": .string(phase.rawValue), "breached": .bool(isBreached)]
    if let startedAt { object["started"] = .string(startedAt.rfc3339) }
    if let limit { object["limit"] = .string(limit.rfc3339) }
    if let warned { object["warned"] = .integer(Int64(warned)) }
    if let stoppedAt { object["stopped"] = .string(stoppedAt.rfc3339) }
    return object
  }
}
