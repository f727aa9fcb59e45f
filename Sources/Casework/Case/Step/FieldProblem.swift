/// What is wrong with one field that somebody filled in. It never quotes the value.
package struct FieldProblem: Error, Sendable, Hashable, CustomStringConvertible {
  package let field: String
  /// Such as "is required" or "must be a whole number", to be read after the field's title.
  package let problem: String

  package init(field: String, problem: String) {
    self.field = field
    self.problem = problem
  }

  package var description: String { "\(field) \(problem)" }
}
