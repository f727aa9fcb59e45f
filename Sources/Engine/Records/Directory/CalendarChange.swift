package import Analysis
package import Casework
package import CivilTime
package import JSON

/// What a new version of a calendar means for one case.
package struct CalendarChange: Sendable {
  package let record: CaseRecord
  package let workflow: Workflow
  /// The running timers that would move, the next first.
  package let moves: [TimerMove]
  /// What happens if nobody acts, by the version in force and by the new one; nil where only the timers that run now were
  /// looked at.
  package let outlook: ForecastComparison?
  /// The clock when it was worked out.
  package let now: Instant

  /// Whether a timer that is not due yet would be overdue at once.
  package func isOverdue(_ move: TimerMove) -> Bool { move.after <= now && move.before > now }

  /// What a timer that moves says when it fires, to whom, and why that person.
  package func messages(of move: TimerMove) -> [Message] { outlook?.step(of: move.timer)?.messages ?? [] }

  /// Whether it means nothing for the case.
  var isEmpty: Bool {
    moves.isEmpty
      && (outlook.map { $0.breachesGained.isEmpty && $0.breachesLost.isEmpty && $0.closing == nil } ?? true)
  }

  /// The change for programs; see the command's help.
  package var json: JSONObject {
    let timers = moves.map { move in
      var timer = move.json(workflow)
      timer["earlier"] = .bool(move.isEarlier)
      timer["overdue"] = .bool(isOverdue(move))
      if outlook != nil { timer["tells"] = .array(messages(of: move).map { .object(Self.json($0)) }) }
      return JSONValue.object(timer)
    }
    var json: JSONObject = [
      "reference": .string(record.reference.description), "id": .string(record.id.description),
      "workflow": .string(record.workflow), "states": .array(record.states.map(JSONValue.string)),
      "owner": record.owner.map(JSONValue.string) ?? .null,
      "assignee": record.assignee.map(JSONValue.string) ?? .null, "timers": .array(timers),
    ]
    guard let outlook else { return json }
    json["breaches_gained"] = .array(outlook.breachesGained.map(Self.json))
    json["breaches_lost"] = .array(outlook.breachesLost.map(Self.json))
    json["closes"] =
      outlook.closing.map { ["from": Self.json($0.before), "to": Self.json($0.after)] } ?? .null
    return json
  }

  private static func json(_ message: Message) -> JSONObject {
    var json: JSONObject = [
      "party": .string(message.party), "as": message.recipient.party.map(JSONValue.string) ?? .null,
      "template": .string(message.template),
    ]
    if case .person(let name, _) = message.recipient.recipient { json["name"] = .string(name) }
    return json
  }

  private static func json(_ breach: ClockBreach) -> JSONValue {
    ["clock": .string(breach.clock), "at": .string(breach.at.rfc3339)]
  }

  private static func json(_ instant: Instant?) -> JSONValue { instant.map { .string($0.rfc3339) } ?? .null }
}
