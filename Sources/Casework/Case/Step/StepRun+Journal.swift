import CivilTime
import JSON
import Statechart

extension StepRun {
  /// What the step comes to. An ignored event changes nothing but the history.
  ///
  /// - Parameters:
  ///   - input: what came in with the event, whatever it is; nil where nothing did.
  ///   - told: members of the entry's payload besides the usual ones.
  mutating func update(
    kind: JournalEntry.Kind, name: String, input: JSONValue?, told: JSONObject = [:]
  ) -> CaseUpdate {
    if kind != .ignored { parkWhereNobodyIsAsked() }
    `case`.revision += 1
    let entry = JournalEntry(
      revision: `case`.revision, at: facts.now, eventID: event.id, kind: kind, name: name, actor: event.actor, due: due,
      payload: payload(input, told))
    return CaseUpdate(
      case: `case`, entry: entry, effects: effects, outputs: outputs, isAccepted: kind != .ignored,
      available: kind == .ignored ? workflow.availableEvents(`case`.session) : [])
  }

  /// Everything that a reader of the history, or a replay of it, needs; members that would be empty are left out.
  private func payload(_ input: JSONValue?, _ told: JSONObject) -> JSONObject {
    var payload = told
    let leaves = workflow.chart.leaves(`case`.session)
    if leaves != leavesBefore { payload["states"] = .array(leaves.map(JSONValue.string)) }
    if let input { payload["data"] = input }
    let started = `case`.timers.filter { startedTimers.contains($0.sequence) }
    if !started.isEmpty { payload["started"] = .array(started.map { .string(workflow.timerName($0)) }) }
    if !stoppedTimers.isEmpty { payload["stopped"] = .array(stoppedTimers.map(JSONValue.string)) }
    let effects = effects.map(Self.summary)
    if !effects.isEmpty { payload["effects"] = .array(effects) }
    let skipped = outputs.compactMap {
      if case .skipped(let state, let reason) = $0 {
        JSONValue.object(["state": .string(workflow.chart.states[state].id), "why": .string(reason)])
      } else {
        nil
      }
    }
    if !skipped.isEmpty { payload["skipped"] = .array(skipped) }
    if let parking { payload["parked"] = .string(parking) }
    let lines = outputs.compactMap { if case .logged(let text) = $0 { JSONValue.string(text) } else { nil } }
    if !lines.isEmpty { payload["log"] = .array(lines) }
    let faults = outputs.compactMap { if case .fault(let reason) = $0 { JSONValue.string(reason) } else { nil } }
    if !faults.isEmpty { payload["faults"] = .array(faults) }
    if let versions = facts.versions { payload["facts"] = .object(versions.json) }
    return payload
  }

  private static func summary(of effect: Effect) -> JSONValue {
    switch effect {
    case .notify(let message):
      var summary: JSONObject = ["notify": .string(message.party), "template": .string(message.template)]
      if !message.recipient.passedOver.isEmpty {
        summary["passed_over"] = .array(message.recipient.passedOver.map { .string($0.description) })
      }
      return .object(summary)
    case .start(let workflow, let parent, _):
      return parent.name == workflow
        ? ["start": .string(workflow)] : ["start": .string(workflow), "as": .string(parent.name)]
    case .report(let parent, _):
      return ["report": .string(parent.doneEvent), "to": .string(CaseReference(of: parent.id).description)]
    case .call(let webhook, _): return ["call": .string(webhook)]
    case .publish(let content): return ["publish": content.plainJSON]
    }
  }
}
