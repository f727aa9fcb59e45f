package import Expression

/// What the surroundings of a chart know: the values of their own variables and the answers of their own functions.
package protocol Host {
  /// The value of one of the host's variables, counted from 0 in the list that its `ExpressionScope` was given.
  func value(of variable: Int) -> Value
  /// The answer of one of the host's functions, counted from 0 in the list that its `ExpressionScope` was given.
  func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value
}

/// A host that knows nothing besides the chart.
package struct NoHost: Host, Sendable {
  package init() {}

  package func value(of variable: Int) -> Value { .null }

  package func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value {
    throw EvaluationError(.unknownFunction, "this host has no functions of its own")
  }
}
