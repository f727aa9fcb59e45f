package import Casework
package import JSON

/// Something that a person or a program asks of a case.
package struct CaseRequest: Sendable {
  /// What is asked.
  package enum Action: Sendable {
    /// Open a case of the current version of a workflow.
    case open(workflow: String, data: JSONObject)
    case send(event: String, data: JSONValue?)
    case pause(reason: String)
    case resume
    /// Note that a case which this one has started was opened.
    case adopt(child: CaseID)
    /// Tell a case that one which it has started has closed.
    case report(event: String, data: JSONValue)
    /// What staff do with any case. A link and a merger are kept on both sides.
    case act(CaseAct)
  }

  /// Which case; for `open`, the identity that it gets.
  package let caseID: CaseID
  /// Made by whoever asks: the same request sent twice has its effect once.
  package let eventID: EventID
  package let action: Action
  package let actor: Actor
  /// For `open`: the case that starts it.
  package let parent: CaseParent?
  /// The revision that whoever asks has seen: where the case has moved on since, nothing is done. Nil where that is no
  /// matter.
  package let seen: Int?

  package init(
    caseID: CaseID, eventID: EventID, action: Action, actor: Actor, parent: CaseParent? = nil, seen: Int? = nil
  ) {
    self.seen = seen
    self.parent = parent
    self.caseID = caseID
    self.eventID = eventID
    self.action = action
    self.actor = actor
  }
}

extension CaseRequest.Action {
  /// Whether it makes a case that is not there.
  var opens: Bool {
    if case .open = self { return true }
    return false
  }
}
