/// An expression that has been read and checked and can be run any number of times, on any thread.
package struct Expression: Sendable {
  package let source: String
  /// The type of its value.
  package let type: Type
  /// Which of the environment's variables it reads, in ascending order.
  package let variables: [Int]
  /// Its value, where that depends on nothing.
  package let constantValue: Value?

  /// Runs it.
  ///
  /// - Parameters:
  ///   - activation: the values of the variables and the host's functions.
  ///   - costLimit: what it may cost at most; see `ExpressionLimits.evaluationCost`.
  package func evaluate(
    _ activation: some Activation, costLimit: Int = ExpressionLimits.evaluationCost
  ) throws(EvaluationError) -> Value {
    throw EvaluationError(.noSuchOverload, "not written yet")
  }
}
