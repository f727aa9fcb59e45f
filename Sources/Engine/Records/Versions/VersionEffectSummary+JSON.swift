package import JSON

extension VersionEffectSummary {
  /// The sums for programs.
  package var json: JSONObject {
    var object: JSONObject = [
      "cases": .integer(Int64(cases)), "standing": Self.counts(standing), "gone": Self.counts(gone),
    ]
    let counts = [
      ("touched", touched), ("moved", moved), ("earlier", earlier), ("later", later), ("started", started),
      ("stopped", stopped), ("overdue_at_once", overdue), ("refused", refused), ("unreadable", unreadable),
    ]
    for (name, count) in counts { object[name] = .integer(Int64(count)) }
    object["earliest"] = dates.map { .string($0.lowerBound.rfc3339) } ?? .null
    object["latest"] = dates.map { .string($0.upperBound.rfc3339) } ?? .null
    return object
  }

  private static func counts(_ states: [String: Int]) -> JSONValue {
    var object = JSONObject()
    for (state, count) in states.sorted(by: { $0.key < $1.key }) { object[state] = .integer(Int64(count)) }
    return .object(object)
  }
}
