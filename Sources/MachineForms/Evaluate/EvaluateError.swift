internal import Expression

/// Why an expression has no answer, and what to do where that can be said.
package struct EvaluateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in a sentence without its full stop.
  package let message: String

  /// What to do about it, where there is something to say.
  package let remedy: String?

  package init(message: String, remedy: String? = nil) {
    self.message = message
    self.remedy = remedy
  }

  package var description: String { remedy.map { "\(message); \($0)" } ?? message }
}

extension EvaluateError {
  init(_ problems: ExpressionProblems) {
    self.init(message: problems.description)
  }

  init(_ error: EvaluationError) {
    self.init(message: error.message)
  }
}
