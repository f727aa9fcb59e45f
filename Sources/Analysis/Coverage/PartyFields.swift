import Expression

/// The fields of a case, by which alone a party is found.
struct PartyFields: Activation {
  let values: [Value]

  func value(of variable: Int) -> Value { values.indices.contains(variable) ? values[variable] : .null }

  func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value {
    throw EvaluationError(.unknownFunction, "a party is found by the case's data alone")
  }
}
