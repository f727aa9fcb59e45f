package import Casework
package import CivilTime
package import JSON

/// What a new version of a calendar means for one case.
package struct CalendarChange: Sendable {
  package let record: CaseRecord
  package let workflow: Workflow
  /// The running timers that would move, the next first; never empty.
  package let moves: [TimerMove]
  /// The clock when it was worked out.
  package let now: Instant

  /// Whether a timer that is not due yet would be overdue at once.
  package func isOverdue(_ move: TimerMove) -> Bool { move.after <= now && move.before > now }

  /// The change for programs; see the command's help.
  package var json: JSONObject {
    let timers = moves.map { move in
      var timer = move.json(workflow)
      timer["earlier"] = .bool(move.isEarlier)
      timer["overdue"] = .bool(isOverdue(move))
      return JSONValue.object(timer)
    }
    return [
      "reference": .string(record.reference.description), "id": .string(record.id.description),
      "workflow": .string(record.workflow), "states": .array(record.states.map(JSONValue.string)),
      "owner": record.owner.map(JSONValue.string) ?? .null,
      "assignee": record.assignee.map(JSONValue.string) ?? .null, "timers": .array(timers),
    ]
  }
}
