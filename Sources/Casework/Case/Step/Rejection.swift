package import WorkingTime

/// Why a step was refused. Nothing has changed, and the sender is told what can be done.
package enum Rejection: Error, Sendable {
  /// The data don't fit the workflow's fields.
  case data([FieldProblem])
  /// The actor's role may not send this event.
  case notPermitted(event: String, role: String?, permitted: [String])
  /// The event's transitions went on for more than the permitted number of microsteps.
  case endless(microsteps: Int)
  /// A date can't be worked out.
  case calendar(CalendarError)
  /// The length of a delay, worked out from data, is no length.
  case delay(timer: String, reason: String)
  case alreadyPaused
  case notPaused
  case closed
  case notClosed
  /// Somebody declared an interest in the case, and so is barred from it.
  case barred(act: String)
  /// It matters which person does it, and nobody says who it is.
  case nameless(act: String)
  /// Whoever did one of these may not do this as well.
  case samePerson(act: String, earlier: [String])
  /// The case is somebody else's, or nobody's, than was expected.
  case assignedOtherwise
  /// No such deadline runs; those that do.
  case noDeadline(running: [String])
  /// The workflow says nothing of reopening.
  case cannotReopen(workflow: String)
  /// The case was merged into another one, which is to be used instead.
  case mergedAlready
  /// What people wrote in the case was erased, and nothing is added to it.
  case erased
  case sameCase
  case linkedAlready
  case noSuchInterest
  /// One case can't have more of them.
  case tooMany(String, limit: Int)
  /// The version of the workflow has no place for the case as it stands.
  case unfit([String])
  /// The timer has fired or was cancelled meanwhile.
  case noSuchTimer
}
