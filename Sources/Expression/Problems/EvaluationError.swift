/// Why an expression has no value. The message names types and limits, never the data itself.
package struct EvaluationError: Error, Hashable, Sendable {
  /// What kind of fault it is.
  package enum Kind: String, Hashable, Sendable {
    case unknownName = "unknown-name"
    case unknownFunction = "unknown-function"
    /// A function or operator that does not take values of these types.
    case noSuchOverload = "no-such-overload"
    case noSuchKey = "no-such-key"
    case indexOutOfRange = "index-out-of-range"
    case divisionByZero = "division-by-zero"
    case overflow
    /// A number, time or text that does not fit what it is turned into.
    case conversion
    case invalidArgument = "invalid-argument"
    /// The evaluation took more steps, or made larger values, than it may.
    case costLimit = "cost-limit"
    /// The host's own function refused.
    case host
  }

  package let kind: Kind
  package let message: String

  package init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }
}

extension EvaluationError: CustomStringConvertible {
  package var description: String { message }
}
