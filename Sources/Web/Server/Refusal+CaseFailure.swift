import Casework
package import Engine

extension Refusal {
  /// What the engine said no to.
  package init(_ failure: CaseFailure) {
    switch failure {
    case .unknownCase: self = .notFound
    case .contention:
      self.init(
        .conflict, "Somebody else changed the case at the same moment", "Look at the case again, then try once more.",
        code: "stale")
    case .movedOn:
      self.init(
        .conflict, "The case has moved on", "Look at the case again; what you were about to do may not fit any more.",
        code: "stale")
    case .ignored:
      self.init(
        .conflict, "The case has moved on", "That can't be done any more. Look at what can be done now.", code: "stale")
    case .identifierUsed:
      self.init(
        .conflict, "This request was sent before, with something else in it", "Load the page again, and send it anew.",
        code: "identifier-used")
    default: self.init(.unprocessable, "That was not accepted", failure.description, code: "refused")
    }
  }
}
