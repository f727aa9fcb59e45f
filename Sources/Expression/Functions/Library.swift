/// All functions and operators of the language, by name.
enum Library {
  private static let all: [LibraryFunction] =
    operators + comparisons + collections + conversions + texts + textExtensions + times + numbers + encodings
    + optionals

  static let byName: [String: [LibraryFunction]] = Dictionary(grouping: all, by: \.name)

  /// The names that people write, without those of operators.
  static let names: [String] = byName.keys.filter { !$0.contains("_") && !$0.hasPrefix("@") }.sorted()

  /// The function that a call of so many arguments runs.
  static func function(_ name: String, isMember: Bool, count: Int) -> LibraryFunction? {
    byName[name]?.first { function in
      (function.count == count || function.count == nil) && function.overloads.contains { $0.isMember == isMember }
    }
  }

  static let a = Type.parameter("A")
  static let b = Type.parameter("B")

  /// The fault of a function or operator that does not take the values it was given.
  static func noOverload(_ name: String, _ values: Value...) -> EvaluationError {
    noOverload(name, values)
  }

  static func noOverload(_ name: String, _ values: [Value]) -> EvaluationError {
    EvaluationError(
      .noSuchOverload, "\(shown(name)) does not take (\(values.map(\.typeName).joined(separator: ", ")))")
  }

  /// A function's name as people write it: `_+_` is `+`.
  static func shown(_ name: String) -> String {
    switch name {
    case "@in": "in"
    case "_[_]", "_[?_]": "[ ]"
    case "_?_:_": "? :"
    default: Checker.isOperator(name) ? name.filter { $0 != "_" } : name
    }
  }
}
