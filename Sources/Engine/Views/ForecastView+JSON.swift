package import Analysis
import Casework
import CivilTime
package import JSON
import WorkingTime

extension ForecastView {
  /// For programs; see the command's help.
  package var json: JSONObject {
    [
      "at": .string(from.rfc3339), "steps": .array(forecast.steps.map { .object(json(of: $0)) }),
      "breaches": .array(
        forecast.breaches.map { ["clock": .string($0.clock), "at": .string($0.at.rfc3339)] }),
      "stalls": .array(
        forecast.stalls.map { stall in
          [
            "timer": .string(stall.timer), "at": .string(stall.at.rfc3339),
            "why": .string(stall.reason.description),
          ]
        }), "end": .object(forecast.end.json),
    ]
  }

  private func json(of step: ForecastStep) -> JSONObject {
    let leaves = step.leaves(in: workflow)
    let (count, budget) = (forecast.count(of: step), step.fired?.budget)
    var object: JSONObject = [
      "at": .string(step.at.rfc3339), "timer": .string(step.timer),
      "states": .array(leaves.map { .string(workflow.chart.states[$0].id) }),
      "titles": .array(leaves.map { .string(workflow.stateNotes[$0].title) }), "closes": .bool(step.closes),
      "messages": .array(step.messages.map { .object(Self.json(of: $0)) }),
      "holidays": .array((count?.holidays ?? []).map { .object($0.json) }),
      "more_weekends": .integer(Int64(count?.moreWeekends ?? 0)),
      "extensions": .array((budget?.extensions ?? []).map { .string($0.description) }),
      "paused": .bool(budget?.stoodStill == true), "held": .bool(budget?.promise != nil),
      "skipped": .array(step.skips.map { ["state": .string($0.state), "why": .string($0.why)] }),
    ]
    object["cause"] = .string(step.cause.word)
    if let kin = forecast.kin(of: step) {
      object["workflow"] = .string(kin.workflow.name)
      object["case"] = kin.isForeseen ? .null : .string(kin.reference.description)
    }
    object["not_asked"] = .array(
      step.notAsked.map { ["code": .string($0.code), "reason": .string($0.description)] })
    if let parked = step.parked { object["parked"] = .string(parked) }
    if let explanation = explanation(of: step) {
      object["turns"] = .array(explanation.turns.map { .object($0.json(of: explanation.name)) })
    }
    return object
  }

  private static func json(of message: Message) -> JSONObject {
    var object: JSONObject = [
      "party": .string(message.party), "template": .string(message.template), "subject": .string(message.subject),
      "as": message.recipient.party.map(JSONValue.string) ?? .null,
    ]
    switch message.recipient.recipient {
    case .person(let name, let email):
      object["name"] = .string(name)
      object["email"] = .string(email)
    case .queue(let queue): object["queue"] = .string(queue)
    case .nobody: object["nobody"] = true
    }
    object["passed_over"] = .array(
      message.recipient.passedOver.map { ["code": .string($0.code), "reason": .string($0.description)] })
    return object
  }
}

extension SkippedDay {
  package var json: JSONObject { ["date": .string(date.description), "reason": .string(explanation)] }
}

extension Budget {
  /// Whether it has stood still since it began.
  package var stoodStill: Bool { consumed != .zero || runningSince != anchor }
}

extension ForecastStep {
  /// The states that were passed over as nobody answers for them, and why.
  package var skips: [(state: String, why: String)] {
    (update.entry.payload["skipped"]?.arrayValue ?? []).compactMap { item in
      item["state"]?.stringValue.map { ($0, item["why"]?.stringValue ?? "") }
    }
  }

  /// Why the step parks the case; nil where it does not.
  package var parked: String? { update.entry.payload["parked"]?.stringValue }
}

extension ForecastStep.Cause {
  fileprivate var word: String {
    switch self {
    case .timer: "timer"
    case .start: "start"
    case .report: "report"
    }
  }
}

extension ForecastEnd {
  fileprivate var json: JSONObject {
    switch self {
    case .closes(let at): ["kind": "closes", "at": .string(at.rfc3339)]
    case .waits(let standstill): ["kind": "waits", "why": .string(standstill.words)]
    case .goesOn(let next): ["kind": "goes-on", "at": .string(next.rfc3339)]
    case .refused(let at, let rejection):
      ["kind": "refused", "at": .string(at.rfc3339), "why": .string(rejection.description)]
    }
  }
}

extension ForecastEnd.Standstill {
  package var words: String {
    switch self {
    case .paused(let since, let reason):
      "for ever, as it is paused without end since \(LocalTime.words(since)): \(reason.onOneLine)"
    case .parked(let reason): "for a person to look: \(reason.onOneLine)"
    case .startedCase(let id): "for \(CaseReference(of: id)), which it has started, and for which no timer runs either"
    case .nothingRuns: "for ever, as no timer runs"
    }
  }
}
