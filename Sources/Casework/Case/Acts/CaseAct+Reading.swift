package import JSON
import WorkingTime

extension CaseAct {
  /// Reads what `input` writes. On whose case an assignment insisted is not kept, as it was that person's.
  ///
  /// - Parameter name: the act's name in the history.
  /// - Returns: nil where a member is missing, or there is no such act.
  package init?(named name: String, input: JSONObject) {
    func text(_ key: String) -> String? { input[key]?.stringValue }
    let act: CaseAct?
    switch name {
    case "assign": act = .assign(CaseAssignment(to: text("to"), reason: text("reason")))
    case "note": act = text("text").map { .note($0, isDisclosable: input["disclosable"]?.boolValue ?? false) }
    case "attach": act = Attachment(json: input).map(CaseAct.attach)
    case "extend": act = Self.extend(text)
    case "declare-interest":
      act = Self.both(text("person"), text("reason")) { .declareInterest(person: $0, reason: $1) }
    case "withdraw-interest":
      act = Self.both(text("person"), text("reason")) { .withdrawInterest(person: $0, reason: $1) }
    case "link":
      act = Self.both(text("case").flatMap { CaseID($0) }, text("relation").flatMap(CaseLink.Relation.init(rawValue:)))
      {
        .link(to: $0, $1)
      }
    case "merge": act = text("case").flatMap { CaseID($0) }.map { .merge(into: $0) }
    case "mail-came-back":
      act = Self.both(text("party"), input["revision"]?.intValue) { party, revision in
        .mailCameBack(Returned(party: party, revision: revision, position: input["position"]?.intValue ?? 0))
      }
    case "reopen": act = text("reason").map { .reopen(reason: $0) }
    case _: act = nil
    }
    guard let act else { return nil }
    self = act
  }

  private static func extend(_ text: (String) -> String?) -> CaseAct? {
    guard let delay = text("by").flatMap({ try? Delay(parsing: $0) }), let reason = text("reason"),
      let approver = text("approver")
    else { return nil }
    return .extend(DeadlineExtension(of: text("deadline"), by: delay, reason: reason, approver: approver))
  }

  private static func both<A, B>(_ first: A?, _ second: B?, _ make: (A, B) -> CaseAct) -> CaseAct? {
    guard let first, let second else { return nil }
    return make(first, second)
  }
}
