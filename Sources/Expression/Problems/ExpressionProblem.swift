/// One thing that is wrong with an expression's text: where, what, and what to do about it.
package struct ExpressionProblem: Error, Hashable, Sendable {
  /// What kind of mistake it is.
  package enum Code: String, Hashable, Sendable {
    /// The text is not an expression.
    case syntax
    /// The text, or what it nests, is over a limit.
    case tooLarge = "too-large"
    /// A name that nothing declares.
    case unknownName = "unknown-name"
    /// A function that nothing declares.
    case unknownFunction = "unknown-function"
    /// A field that the value can't have.
    case unknownField = "unknown-field"
    /// The types do not go together.
    case type
    /// A constant argument that is always refused, for example a pattern.
    case constant
  }

  /// Where it starts, in UTF-8 bytes from the beginning of the source.
  package let offset: Int
  /// How many UTF-8 bytes it covers, at least 0.
  package let length: Int
  package let code: Code
  /// What is wrong, in plain English.
  package let message: String
  /// What to do about it, where there is something to say.
  package let remedy: String?

  package init(offset: Int, length: Int, code: Code, message: String, remedy: String? = nil) {
    self.offset = offset
    self.length = length
    self.code = code
    self.message = message
    self.remedy = remedy
  }
}

extension ExpressionProblem: CustomStringConvertible {
  package var description: String {
    remedy.map { "\(message); \($0)" } ?? message
  }
}

/// Everything that was found wrong with an expression, in the order of the text; never empty.
package struct ExpressionProblems: Error, Hashable, Sendable {
  package let problems: [ExpressionProblem]

  package init(_ problems: [ExpressionProblem]) {
    self.problems = problems
  }
}

extension ExpressionProblems: CustomStringConvertible {
  package var description: String {
    problems.map { "at \($0.offset): \($0.description)" }.joined(separator: "\n")
  }
}
