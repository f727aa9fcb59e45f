package import JSON
import WorkingTime

extension CaseAct {
  /// What the history keeps of what was asked: the same act asked for twice has the same.
  package var input: JSONObject {
    switch self {
    case .assign(let assignment):
      var input: JSONObject = ["to": assignment.to.map(JSONValue.string) ?? .null]
      if let reason = assignment.reason { input["reason"] = .string(reason) }
      return input
    case .note(let text, let isDisclosable): return ["text": .string(text), "disclosable": .bool(isDisclosable)]
    case .attach(let attachment): return attachment.json
    case .extend(let extended):
      var input = JSONObject()
      if let state = extended.state { input["deadline"] = .string(state) }
      input["by"] = .string(extended.delay.description)
      input["reason"] = .string(extended.reason)
      input["approver"] = .string(extended.approver)
      return input
    case .declareInterest(let person, let reason), .withdrawInterest(let person, let reason):
      return ["person": .string(person), "reason": .string(reason)]
    case .link(let other, let relation):
      return [
        "case": .string(other.description), "reference": .string(CaseReference(of: other).description),
        "relation": .string(relation.rawValue),
      ]
    case .merge(let other):
      return ["case": .string(other.description), "reference": .string(CaseReference(of: other).description)]
    case .mailCameBack(let message):
      // The address stays out of it: whoever reads histories need not know it.
      return [
        "party": .string(message.party), "revision": .integer(Int64(message.revision)),
        "position": .integer(Int64(message.position)),
      ]
    case .reopen(let reason): return ["reason": .string(reason)]
    }
  }
}
