import Casework
import CivilTime
import JSON

/// A concern that somebody is filling in: what a visitor's session remembers of it.
struct RaiseDraft: Sendable, Hashable {
  /// The workflow that fits it; nil before that is known.
  var workflow: String?
  /// The identity that the case will have, and the event that opens it: made once, so that sending twice is sending once.
  var event: EventID
  /// By field, as the engine takes them.
  var answers = JSONObject()
  /// The pages that were answered.
  var done: Set<String> = []
  /// The visitor was told that it is out of scope, and sends it all the same.
  var goesOnAnyway = false
  /// Whether it was sent.
  var isSent = false

  init(event: EventID) { self.event = event }

  /// Reads what `json` writes; nil where there is nothing of it.
  init?(_ json: JSONValue?) {
    guard let json = json?.objectValue, let event = json["event"]?.stringValue.flatMap({ EventID($0) }) else {
      return nil
    }
    self.event = event
    workflow = json["workflow"]?.stringValue
    answers = json["answers"]?.objectValue ?? JSONObject()
    done = Set((json["done"]?.arrayValue ?? []).compactMap(\.stringValue))
    goesOnAnyway = json["anyway"]?.boolValue ?? false
    isSent = json["sent"]?.boolValue ?? false
  }

  var json: JSONValue {
    [
      "event": .string(event.description), "workflow": workflow.map(JSONValue.string) ?? .null,
      "answers": .object(answers), "done": .array(done.sorted().map(JSONValue.string)),
      "anyway": .bool(goesOnAnyway), "sent": .bool(isSent),
    ]
  }

  /// The case that it becomes.
  var caseID: CaseID { CaseID(event.id) }
}
