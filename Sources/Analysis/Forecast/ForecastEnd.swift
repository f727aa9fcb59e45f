package import Casework
package import CivilTime

/// Where a forecast stops.
package enum ForecastEnd: Sendable {
  /// The case closes.
  case closes(at: Instant)
  /// Nothing is left that would fire: the case waits for somebody for ever, or until a pause without end is ended.
  case waits
  /// The case goes on beyond as many steps as were asked for, the next of them at this instant.
  case goesOn(Instant)
  /// A step can't be worked out, for example as the calendar ends before its deadline does.
  case refused(at: Instant, Rejection)
}
