import CivilTime
package import JSON
import WorkingTime

// What people have done with the case, by name like the rest; members that would be empty are left out.
extension CaseDocument {
  static func writeCasework(of case: Case, into document: inout JSONObject) {
    if let assignee = `case`.assignee { document["assignee"] = .string(assignee) }
    if !`case`.interests.isEmpty {
      document["interests"] = .array(
        `case`.interests.map {
          ["person": .string($0.person), "reason": .string($0.reason), "since": .string($0.since.rfc3339)]
        })
    }
    if !`case`.acted.isEmpty {
      var acted = JSONObject()
      for (event, people) in `case`.acted.sorted(by: { $0.key < $1.key }) {
        acted[event] = .array(people.map(JSONValue.string))
      }
      document["acted"] = .object(acted)
    }
    if !`case`.links.isEmpty {
      document["links"] = .array(
        `case`.links.map { ["case": .string($0.other.description), "relation": .string($0.relation.rawValue)] })
    }
    if let parent = `case`.parent {
      document["parent"] = .object(parent.json)
    }
    if `case`.reopenings > 0 { document["reopenings"] = .integer(Int64(`case`.reopenings)) }
    if `case`.isErased { document["erased"] = true }
  }

  /// Whether a document's case was emptied, whatever its workflow.
  package static func isErased(_ document: JSONObject) -> Bool { document["erased"] == true }

  static func readCasework(from document: JSONObject, into case: inout Case) throws(Damage) {
    `case`.assignee = document["assignee"]?.stringValue
    for item in document["interests"]?.arrayValue ?? [] {
      guard let person = item["person"]?.stringValue,
        let since = item["since"]?.stringValue.flatMap({ Instant(rfc3339: $0) })
      else { throw Damage(description: "a declared interest can't be read") }
      `case`.interests.append(Interest(person: person, reason: item["reason"]?.stringValue ?? "", since: since))
    }
    for (event, people) in document["acted"]?.objectValue ?? JSONObject() { `case`.acted[event] = texts(people) }
    for item in document["links"]?.arrayValue ?? [] {
      guard let other = item["case"]?.stringValue.flatMap({ CaseID($0) }),
        let relation = item["relation"]?.stringValue.flatMap(CaseLink.Relation.init(rawValue:))
      else { throw Damage(description: "a link can't be read") }
      `case`.links.append(CaseLink(other, relation))
    }
    if let parent = document["parent"] {
      guard let read = CaseParent(json: parent) else {
        throw Damage(description: "the case that started it can't be read")
      }
      `case`.parent = read
    }
    `case`.reopenings = document["reopenings"]?.intValue ?? 0
    `case`.isErased = isErased(document)
  }

  static func object(of run: ClockRun) -> JSONObject {
    var object = JSONObject()
    if let budget = run.budget { write(budget, into: &object) }
    if let stoppedAt = run.stoppedAt { object["stopped"] = .string(stoppedAt.rfc3339) }
    return object
  }

  /// The clocks. Older documents name those that have started and no more; what is left of their limits is worked out of
  /// a warning that still runs.
  static func clocks(_ json: JSONValue?, _ timers: [CaseTimer]) -> [String: ClockRun] {
    var clocks: [String: ClockRun] = [:]
    for (id, object) in json?.objectValue ?? JSONObject() {
      clocks[id] = ClockRun(
        budget: budget(object), stoppedAt: object["stopped"]?.stringValue.flatMap { Instant(rfc3339: $0) })
    }
    for id in texts(json) { clocks[id] = ClockRun(budget: limit(of: id, timers)) }
    return clocks
  }

  private static func limit(of clock: String, _ timers: [CaseTimer]) -> Budget? {
    for timer in timers {
      guard case .clock(clock, let percent) = timer.purpose, case .elapsed(let part) = timer.budget.length else {
        continue
      }
      return Budget(
        anchor: timer.budget.anchor, length: .elapsed(.seconds(part.components.seconds * 100 / Int64(percent))),
        counting: timer.budget.counting, consumed: timer.budget.consumed, runningSince: timer.budget.runningSince)
    }
    return nil
  }
}
