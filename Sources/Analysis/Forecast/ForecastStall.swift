package import Casework
package import CivilTime

/// A timer whose step is refused on the way: the engine parks it, goes on with the others, and tries it again.
package struct ForecastStall: Sendable {
  /// The timer's name, such as `with-prime.within`.
  package let timer: String
  /// Its number within the case.
  package let sequence: Int
  /// When it is refused first.
  package let at: Instant
  /// How often it is tried in vain, as far as the forecast looks.
  package internal(set) var attempts = 1
  /// Why it was refused last.
  package internal(set) var reason: Rejection
}
