import Expression
import Testing

/// The value of an expression that stands alone.
func value(_ source: String, _ data: [String: Value] = [:], checked: Bool = true) throws -> Value {
  let names = data.keys.sorted()
  let environment = Environment(variables: names.map { Variable(name: $0, type: .dyn) })
  let expression = try environment.compile(source, checked: checked)
  return try expression.evaluate(PlainActivation(names.map { data[$0] ?? .null }))
}

/// Why an expression has no value.
func fault(_ source: String, _ data: [String: Value] = [:], checked: Bool = true) throws -> EvaluationError {
  try #require(throws: EvaluationError.self) { try value(source, data, checked: checked) }
}

/// What is wrong with an expression.
func problems(_ source: String, _ variables: [String: Type] = [:]) throws -> [ExpressionProblem] {
  let environment = Environment(
    variables: variables.sorted { $0.key < $1.key }.map { Variable(name: $0.key, type: $0.value) })
  return try #require(throws: ExpressionProblems.self) { try environment.compile(source) }.problems
}

/// The type of an expression.
func type(_ source: String, _ variables: [String: Type] = [:]) throws -> String {
  let environment = Environment(
    variables: variables.sorted { $0.key < $1.key }.map { Variable(name: $0.key, type: $0.value) })
  return try environment.compile(source).type.description
}
