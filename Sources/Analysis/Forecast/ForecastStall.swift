package import Casework
package import CivilTime

/// A step that is refused on the way. Of a timer: the engine parks it, goes on with the others, and tries it again.
package struct ForecastStall: Sendable {
  /// The timer's name, such as `with-prime.within`; of what can't be carried to another case, what that is.
  package let timer: String
  /// The timer's number within the case; nil for what is no timer.
  package let sequence: Int?
  /// When it is refused first.
  package let at: Instant
  /// How often it is tried in vain, as far as the forecast looks.
  package internal(set) var attempts = 1
  /// Why it was refused last.
  package internal(set) var reason: Rejection
}
