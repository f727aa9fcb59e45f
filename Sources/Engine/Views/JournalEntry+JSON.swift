package import Casework
import CivilTime
package import JSON

extension JournalEntry {
  /// An entry in lists for programs.
  package var json: JSONObject {
    var object: JSONObject = [
      "revision": .integer(Int64(revision)), "at": .string(at.rfc3339), "event_id": .string(eventID.description),
      "kind": .string(kind.rawValue), "name": .string(name), "by": actor.role.map(JSONValue.string) ?? .null,
      "actor": actor.name.map(JSONValue.string) ?? .null,
    ]
    if let due { object["due"] = .string(due.rfc3339) }
    object["payload"] = .object(payload)
    return object
  }
}
