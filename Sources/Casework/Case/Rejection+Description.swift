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
    case .noSuchTimer: "the timer has fired or was cancelled meanwhile"
    }
  }
}
