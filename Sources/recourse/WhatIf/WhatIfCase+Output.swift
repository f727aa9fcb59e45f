import Analysis
import JSON

extension WhatIfCase {
  /// The case for programs; nil where nothing differs.
  ///
  /// - Parameter all: whether a case is told of in which nothing differs.
  func json(all: Bool) -> JSONObject? {
    var json: JSONObject = [
      "reference": .string(reference.description), "id": .string(id.description), "workflow": .string(workflow),
      "version": .string(version.description), "open": .bool(isOpen), "changed": .bool(isChanged),
    ]
    switch outcome {
    case .unknown(let reason): json["unknown"] = .string(reason)
    case .compared(let comparison, let otherwise):
      guard all || !comparison.isEmpty || otherwise != nil else { return nil }
      json["recorded_otherwise"] = otherwise.map(JSONValue.string) ?? .null
      for (key, value) in comparison.json { json[key] = value }
    }
    return json
  }
}

extension WhatIfCase {
  private var isChanged: Bool { if case .compared(let comparison, _) = outcome { !comparison.isEmpty } else { false } }
}

extension RunComparison {
  fileprivate var json: JSONObject {
    var messages = JSONObject()
    for (template, pair) in self.messages.sorted(by: { $0.key < $1.key }) {
      messages[template] = [.integer(Int64(pair.before)), .integer(Int64(pair.after))]
    }
    return [
      "dates": .array(
        moved.map { date in
          [
            "timer": .string(date.timer), "from": .string(date.before.rfc3339), "to": .string(date.after.rfc3339),
            "working_days": date.workingDays.map { .integer(Int64($0)) } ?? .null,
          ]
        }), "dates_ended": .array(ended.map(JSONValue.string)), "dates_begun": .array(begun.map(JSONValue.string)),
      "dates_unknown": .array(undated.map { ["timer": .string($0.timer), "reason": .string($0.reason)] }),
      "breaches_gained": .array(breachesGained.map(JSONValue.string)),
      "breaches_lost": .array(breachesLost.map(JSONValue.string)), "messages": .object(messages),
      "acts_lost": .array(
        lostActs.map { act in
          ["event": .string(act.name), "at": .string(act.at.rfc3339), "reason": .string(act.reason)]
        }), "acts_gained": .array(gainedActs.map(JSONValue.string)),
      "end": end.map { ["before": Self.json($0.before), "after": Self.json($0.after)] } ?? .null,
    ]
  }

  private static func json(_ end: CaseRun.End?) -> JSONValue {
    guard let end else { return .null }
    return [
      "closed_at": end.closedAt.map { .string($0.rfc3339) } ?? .null,
      "states": .array(end.states.map(JSONValue.string)),
    ]
  }
}

extension WhatIfSummary {
  /// The sums for programs, with the question that they answer.
  func json(_ question: String) -> JSONObject {
    var json: JSONObject = ["what_if": .string(question)]
    for (key, value) in self.json { json[key] = value }
    return json
  }
}
