package import Expression

/// What the surroundings of a chart know: the values of their own variables, the answers of their own functions, and
/// who may send what.
package protocol Host {
  /// The value of one of the host's variables, counted from 0 in the list that its `ExpressionScope` was given.
  ///
  /// - Parameter data: the case's fields as they stand at that moment of the step.
  func value(of variable: Int, data: [Value]) -> Value
  /// Whether one of the host's variables, which is a map, has a key; nil where the whole map has to be asked for that.
  func has(key: String, in variable: Int, data: [Value]) -> Bool?
  /// The answer of one of the host's functions, counted from 0 in the list that its `ExpressionScope` was given.
  func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value
  /// Whether an event may call a transition, whoever matches it: false where its sender lacks the role. A transition
  /// that is not permitted counts as not matched, and the search goes on as if it were not there.
  func permits(_ transition: Int, _ event: Event) -> Bool
  /// Why a state that may be skipped is: nobody is there whose move it would be. Nil where somebody is.
  ///
  /// - Parameter data: the case's fields as they stand when the state is entered.
  func vacancy(of state: Int, data: [Value]) -> String?
  /// Whether the host answers for expressions itself, as an exploration of all cases does. Asked once a step.
  var foresees: Bool { get }
  /// The value of an expression, where the host answers for it; nil where it is worked out as usual. Only asked of a
  /// host that foresees.
  func foreseen(
    _ expression: Expression, for use: ExpressionUse, _ activation: any Activation
  ) throws(EvaluationError) -> Value?
}

extension Host {
  /// Everybody may send everything, where the host does not say otherwise.
  package func permits(_ transition: Int, _ event: Event) -> Bool { true }

  /// The map itself is asked, where the host does not know better.
  package func has(key: String, in variable: Int, data: [Value]) -> Bool? { nil }

  /// Expressions are worked out as they stand, where the host does not say otherwise.
  package var foresees: Bool { false }

  /// Nothing is foreseen, where the host does not say otherwise.
  package func foreseen(
    _ expression: Expression, for use: ExpressionUse, _ activation: any Activation
  ) throws(EvaluationError) -> Value? { nil }

  /// Somebody is always there, where the host does not say otherwise.
  package func vacancy(of state: Int, data: [Value]) -> String? { nil }
}

/// A host that knows nothing besides the chart.
package struct NoHost: Host, Sendable {
  /// A host without variables and functions.
  package init() {}

  /// Null: there is no such variable.
  package func value(of variable: Int, data: [Value]) -> Value { .null }

  /// A fault: there is no such function.
  package func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value {
    throw EvaluationError(.unknownFunction, "this host has no functions of its own")
  }
}
