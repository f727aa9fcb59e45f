/// What an expression may speak of: the variables and functions that are there when it runs.
package struct Environment: Sendable {
  /// The namespace in which relative names are looked up first, for example `com.example`.
  package let container: String
  package let variables: [Variable]
  package let functions: [Function]

  package init(container: String = "", variables: [Variable], functions: [Function] = []) {
    self.container = container
    self.variables = variables
    self.functions = functions
  }
}

extension Environment {
  /// Reads and checks an expression, once, into the form that runs.
  ///
  /// - Parameters:
  ///   - source: CEL text, at most `ExpressionLimits.sourceBytes`.
  ///   - expected: the type that the place needs; a `dyn` expression passes and is held to it when it runs.
  ///   - checked: false leaves all questions of type to the run, as CEL allows.
  /// - Throws: everything that is wrong with it.
  package func compile(
    _ source: String, expecting expected: Type? = nil, checked: Bool = true
  ) throws(ExpressionProblems) -> Expression {
    throw ExpressionProblems([
      ExpressionProblem(offset: 0, length: source.utf8.count, code: .syntax, message: "not written yet")
    ])
  }
}
