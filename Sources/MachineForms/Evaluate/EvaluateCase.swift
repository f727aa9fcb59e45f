internal import Expression
internal import JSON

/// One line of a batch, read: the expression, what it may speak of, and the values that are there.
struct EvaluateCase {
  private let source: String
  private let container: String
  private let variables: [Variable]
  private let functions: [Function]
  private let bindings: [String: Value]
  private let isChecked: Bool
  private let hasMacros: Bool
  private let isCheckOnly: Bool

  init(_ question: JSONObject) throws(EvaluateError) {
    guard let source = question["expr"]?.stringValue else {
      throw EvaluateError(message: "there is no \"expr\"", remedy: "write the expression's text there")
    }
    self.source = source
    container = question["container"]?.stringValue ?? ""
    isChecked = question["disable_check"]?.boolValue != true
    hasMacros = question["disable_macros"]?.boolValue != true
    isCheckOnly = question["check_only"]?.boolValue == true

    var bindings: [String: Value] = [:]
    for (name, value) in question["bindings"]?.objectValue ?? JSONObject() {
      bindings[name] = try TypedValue.value(value)
    }
    self.bindings = bindings

    var variables: [Variable] = []
    var functions: [Function] = []
    for entry in question["type_env"]?.arrayValue ?? [] {
      guard let name = entry["name"]?.stringValue else { throw EvaluateError(message: "a declaration has no name") }
      if let type = entry["type"]?.stringValue {
        variables.append(Variable(name: name, type: try TypeText.type(type)))
      }
      for overload in entry["overloads"]?.arrayValue ?? [] {
        functions.append(try Self.function(name, overload))
      }
    }
    let declared = Set(variables.map(\.name))
    for name in bindings.keys.sorted() where !declared.contains(name) {
      variables.append(Variable(name: name, type: .dyn))
    }
    self.variables = variables
    self.functions = functions
  }

  private static func function(_ name: String, _ overload: JSONValue) throws(EvaluateError) -> Function {
    var parameters: [Type] = []
    for parameter in overload["params"]?.arrayValue ?? [] {
      parameters.append(try TypeText.type(parameter.stringValue ?? ""))
    }
    return Function(
      name: name, isMember: overload["member"]?.boolValue == true, parameters: parameters,
      result: try TypeText.type(overload["result"]?.stringValue ?? "dyn"))
  }

  /// The expression's type and, unless only that was asked for, its value.
  func answer() throws(EvaluateError) -> (type: String, value: JSONValue?) {
    let expression = try compiled(variables, isChecked: isChecked)
    let type = expression.type.description
    if isCheckOnly { return (type, nil) }
    let bound = variables.filter { bindings[$0.name] != nil }
    // What is declared but has no value is only missed when the evaluation comes to it.
    let isWhole = expression.variables.allSatisfy { bindings[variables[$0].name] != nil }
    let runnable = isWhole ? expression : try compiled(bound, isChecked: false)
    let values = (isWhole ? variables : bound).map { bindings[$0.name] ?? .null }
    do throws(EvaluationError) {
      return (type, TypedValue.json(try runnable.evaluate(PlainActivation(values))))
    } catch {
      throw EvaluateError(error)
    }
  }

  private func compiled(_ variables: [Variable], isChecked: Bool) throws(EvaluateError) -> Expression {
    let environment = Environment(container: container, variables: variables, functions: functions)
    do throws(ExpressionProblems) {
      return try environment.compile(source, checked: isChecked, macros: hasMacros)
    } catch {
      throw EvaluateError(error)
    }
  }
}
