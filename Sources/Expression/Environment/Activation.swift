/// Where an evaluation finds the values of its variables and the host's functions.
package protocol Activation {
  /// The value of a variable, by its place in the environment's `variables`.
  func value(of variable: Int) -> Value
  /// The answer of a function, by its place in the environment's `functions`.
  func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value
  /// Whether a variable that is a map has a key, where that is known without working out the whole map; else nil.
  func has(key: String, in variable: Int) -> Bool?
}

extension Activation {
  package func has(key: String, in variable: Int) -> Bool? { nil }
}

/// An activation of values alone, in the order of the environment's variables.
package struct PlainActivation: Activation, Sendable {
  package let values: [Value]

  package init(_ values: [Value] = []) {
    self.values = values
  }

  package func value(of variable: Int) -> Value {
    values[variable]
  }

  package func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value {
    throw EvaluationError(.unknownFunction, "this host has no functions of its own")
  }
}
