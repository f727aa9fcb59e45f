/// A step went round in circles: it took more microsteps than a macrostep may, and was refused whole.
package struct MicrostepLimitExceeded: Error, Hashable, Sendable, CustomStringConvertible {
  /// How many microsteps one macrostep may take.
  package static let limit = 1_000
  /// The name under which logs and answers speak of it.
  package static let code = "error.execution.limit"

  /// The states that were active when the limit was reached: where the circle is.
  package let activeStates: [String]

  /// What happened, where, and where to look.
  package var description: String {
    """
    \(Self.code): more than \(Self.limit) microsteps in one step, around \(activeStates.joined(separator: ", ")); \
    look for eventless transitions or raised events that lead back to where they began
    """
  }
}
