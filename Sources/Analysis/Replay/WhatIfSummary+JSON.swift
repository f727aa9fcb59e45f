package import JSON

extension WhatIfSummary {
  /// The sums for programs.
  package var json: JSONObject {
    var json: JSONObject = ["assumption": .string(Self.assumption)]
    let counts = [
      ("cases", cases), ("open", openCases), ("changed", changed), ("recorded_otherwise", recordedOtherwise),
      ("unknown", unknown.values.reduce(0, +)), ("dates_earlier", datesEarlier), ("dates_later", datesLater),
      ("dates_ended", datesEnded), ("dates_begun", datesBegun),
      ("dates_unknown", undated.values.reduce(0, +)), ("breaches_gained", breachesGained),
      ("breaches_lost", breachesLost), ("cases_with_acts_lost", casesWithLostActs), ("acts_gained", gainedActs),
      ("end_elsewhere", endElsewhere), ("end_earlier", endEarlier), ("end_later", endLater),
    ]
    for (name, count) in counts { json[name] = .integer(Int64(count)) }
    json["moved_by_working_days"] = Self.object(movedBy.sorted { $0.key < $1.key }.map { ("\($0.key)", $0.value) })
    json["acts_lost"] = Self.object(lostActs.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    json["breaches"] = Self.object(breaches)
    json["messages"] = Self.object(messages)
    json["versions"] = Self.object(
      versions.sorted { $0.key.description < $1.key.description }.map { ($0.key.description, $0.value) })
    return json
  }

  private static func object(_ counts: [(String, Int)]) -> JSONValue {
    var object = JSONObject()
    for (key, count) in counts { object[key] = .integer(Int64(count)) }
    return .object(object)
  }

  private static func object(_ pairs: [String: (before: Int, after: Int)]) -> JSONValue {
    var object = JSONObject()
    for (key, pair) in pairs.sorted(by: { $0.key < $1.key }) {
      object[key] = [.integer(Int64(pair.before)), .integer(Int64(pair.after))]
    }
    return .object(object)
  }
}
