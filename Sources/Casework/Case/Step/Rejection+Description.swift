import WorkingTime

extension Rejection: CustomStringConvertible {
  /// Why, and what to do, in plain words. It never quotes what somebody filled in.
  package var description: String {
    switch self {
    case .data(let problems): problems.map(\.description).joined(separator: "; ")
    case .notPermitted(let event, let role, let permitted):
      "\(role.map { "the role \"\($0)\"" } ?? "somebody without a role") may not send \"\(event)\"; "
        + "it is for \(permitted.joined(separator: ", "))"
    case .endless(let microsteps):
      "the workflow did not come to rest within \(microsteps) microsteps; look for transitions that call each other"
    case .calendar(let error): error.description
    case .delay(let timer, let reason): "the length of the timer of \(timer) \(reason)"
    case .alreadyPaused: "the case is paused already; resume it first"
    case .notPaused: "the case is not paused"
    case .closed: "the case is closed"
    case .notClosed: "the case is open; there is nothing to reopen"
    case .barred(let act):
      "a person with a declared interest in the case can't \(act); let a colleague do it, or let somebody else "
        + "withdraw the declaration: recourse case interest withdraw"
    case .nameless(let act):
      "\"\(act)\" must be some person's, as two persons have to be told apart; say who it is with --as"
    case .samePerson(let act, let earlier):
      "whoever did \(earlier.map { "\"\($0)\"" }.joined(separator: " or ")) in this case can't do \"\(act)\" as well; "
        + "let a colleague do it"
    case .assignedOtherwise:
      "somebody else looks after the case by now, or nobody does; look with: recourse case show"
    case .noDeadline(let running):
      running.isEmpty
        ? "no deadline of the case runs" : "no such deadline runs; those that do: \(running.joined(separator: ", "))"
    case .cannotReopen(let workflow):
      "a closed case of \(workflow) can't be reopened, as its workflow has no \"reopen\"; open a new case and link it"
    case .mergedAlready: "the case was merged into another one; use that one (recourse case show tells which)"
    case .erased: "what people wrote in the case was erased, and it takes nothing more; open a new one"
    case .sameCase: "a case can't be linked with or merged into itself"
    case .linkedAlready: "the cases are linked like that already"
    case .noSuchInterest: "that person has declared no interest in the case"
    case .tooMany(let what, let limit): "the case has \(limit) \(what) already, and takes no more"
    case .unfit(let problems): problems.joined(separator: "; ")
    case .noSuchTimer: "the timer has fired or was cancelled meanwhile"
    }
  }
}
