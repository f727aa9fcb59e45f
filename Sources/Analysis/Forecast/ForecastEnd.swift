package import Casework
package import CivilTime

/// Where a forecast stops.
package enum ForecastEnd: Sendable {
  /// The case closes.
  case closes(at: Instant)
  /// Nothing is left that would fire: the case waits until somebody does something.
  case waits(Standstill)
  /// The case goes on beyond as many steps as were asked for, the next of them at this instant.
  case goesOn(Instant)
  /// Nothing is left that would fire but timers whose step is refused, for example as the calendar ends before the next
  /// deadline does: the first of them, and why.
  case refused(at: Instant, Rejection)

  /// For what a case waits where no timer runs.
  package enum Standstill: Sendable, Hashable {
    /// Its clocks are stopped, and no longest pause starts them again.
    case paused(since: Instant, reason: String)
    /// Nobody could be asked, and a person has to look.
    case parked(String)
    /// No timer runs, neither here nor in a case that this one has started and whose end it would hear of.
    case startedCase(CaseID)
    case nothingRuns
  }
}
