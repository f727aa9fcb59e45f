/// A comparison of one variable with another, such as `data.sent_on < data.due_on`.
package struct VariableComparison: Sendable {
  package enum Sign: String, Sendable {
    case equal = "_==_"
    case unequal = "_!=_"
    case less = "_<_"
    case atMost = "_<=_"
    case greater = "_>_"
    case atLeast = "_>=_"
  }

  /// The numbers of the variables.
  package let left: Int
  package let right: Int
  package let sign: Sign
}
