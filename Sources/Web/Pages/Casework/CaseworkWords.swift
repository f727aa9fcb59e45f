import Casework
import Engine

/// What the engine says, in the words of a page: no names of commands, and what to do next.
enum CaseworkWords {
  /// Why something was not done.
  static func refusal(_ failure: CaseFailure) -> String {
    switch failure {
    case .rejected(let rejection): refusal(rejection)
    case .ignored: "The case has moved on, and can't take this any more. Look at what can be done now."
    case .unknownCase: "There is no such case. Check the reference."
    case .unknownWorkflow: "This kind of case is not in use any more."
    case .unknownVersion, .unknownCalendar, .damaged: "The case can't be read. Tell whoever runs the service."
    case .identifierUsed: "This form was sent before, with something else in it. Load the page again."
    case .movedOn: "Somebody changed the case at the same moment. Send it again, and you see what changed."
    case .contention: "Others changed the case at the same moment. Send it again."
    }
  }

  static func refusal(_ rejection: Rejection) -> String {
    switch rejection {
    case .notPermitted(_, _, let permitted):
      "None of your roles may do this. It is for: \(permitted.map(ChoiceWords.words).joined(separator: ", "))."
    case .barred: "Somebody with a declared interest in the case can't do this. A colleague has to."
    case .samePerson: "You did the step before this one. A second person has to do this one."
    case .nameless: "Two persons have to be told apart here. Sign in with your own account."
    case .assignedOtherwise: "Somebody else looks after the case by now, or nobody does."
    case .noDeadline: "No deadline of the case is running."
    case .cannotReopen: "A closed case of this kind can't be reopened. Open a new case and link it."
    case .mergedAlready: "The case was merged into another one. Use that one."
    case .erased: "What people wrote in the case was erased, and it takes nothing more. Open a new one."
    case .closed: "The case is closed."
    case .notClosed: "The case is open. There is nothing to reopen."
    case .alreadyPaused: "The case is paused already."
    case .notPaused: "The case is not paused."
    case .sameCase: "A case can't be linked with itself or merged into itself."
    case .linkedAlready: "The cases are linked like that already."
    case .noSuchInterest: "That person has no declared interest in the case."
    case .data, .endless, .calendar, .delay, .tooMany, .unfit, .noSuchTimer: sentence(rejection.description)
    }
  }

  /// With a capital at its beginning and a full stop at its end.
  static func sentence(_ text: String) -> String {
    let text = text.prefix(1).uppercased() + text.dropFirst()
    return text.hasSuffix(".") ? text : text + "."
  }

  /// A reason that no case takes.
  static let longReason = "The reason must be \(CaseLimits.reason) characters or fewer"

  /// What people call a link's other side.
  static func words(_ relation: CaseLink.Relation) -> String {
    switch relation {
    case .related: "Related to this case"
    case .child: "Opened by this case"
    case .parent: "Opened this case"
    case .follows: "This case follows it"
    case .followedBy: "Follows this case"
    case .mergedInto: "This case was merged into it"
    case .mergedFrom: "Was merged into this case"
    }
  }

  /// The size of a document: "1.2 MB".
  static func size(_ bytes: Int) -> String {
    if bytes < 1_000 { return "\(bytes) bytes" }
    if bytes < 1_000_000 { return "\((bytes + 500) / 1_000) KB" }
    return "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
  }
}
