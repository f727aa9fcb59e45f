import Casework
package import JSON

extension CaseRecord {
  /// A case in lists and answers for programs.
  package var json: JSONObject {
    [
      "reference": .string(reference.description), "id": .string(id.description), "workflow": .string(workflow),
      "version": .string(version.description), "revision": .integer(Int64(revision)),
      "states": .array(states.map(JSONValue.string)), "owner": owner.map(JSONValue.string) ?? .null,
      "opened_at": .string(openedAt.rfc3339), "closed_at": closedAt.map { .string($0.rfc3339) } ?? .null,
      "assignee": assignee.map(JSONValue.string) ?? .null, "parked": parked.map(JSONValue.string) ?? .null,
      "next_due": nextDue.map { .string($0.rfc3339) } ?? .null,
    ]
  }
}
