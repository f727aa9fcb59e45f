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
  /// The timer has fired or was cancelled meanwhile.
  case noSuchTimer
}
