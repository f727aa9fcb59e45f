import Expression

extension ExpressionProblem.Code {
  /// The stable code of the finding that a problem in an expression becomes.
  var diagnosticCode: DiagnosticCode {
    switch self {
    case .syntax: .expressionSyntax
    case .tooLarge: .expressionTooLarge
    case .unknownName: .unknownName
    case .unknownFunction: .unknownFunction
    case .unknownField: .unknownField
    case .type: .expressionType
    case .constant: .expressionConstant
    }
  }

  /// What to do where the problem itself has nothing to say.
  var usualRemedy: String {
    switch self {
    case .syntax: "check brackets and quotes; text stands in quotes of its own: \"'closed'\""
    case .tooLarge: "make it shorter, or store part of it in a field first"
    case .unknownName: "write data.FIELD, event.data.NAME, case.reference, party or now; text stands in quotes: \"'x'\""
    case .unknownFunction: "see the functions in the guide to the language"
    case .unknownField: "declare it under \"data\", or mend its name"
    case .type: "compare or convert values of the same type"
    case .constant: "mend the constant"
    }
  }
}
