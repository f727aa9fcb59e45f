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

extension ExpressionProblem {
  /// The message in the words of the guide: a field that need not have a value is "int or null", not CEL's wrapper.
  var plainMessage: String {
    var text = message
    while let start = text.range(of: "wrapper("), let end = Self.closing(text, from: start.upperBound) {
      text.replaceSubrange(end...end, with: " or null")
      text.removeSubrange(start)
    }
    return text
  }

  /// The bracket that closes one which was opened before `start`.
  private static func closing(_ text: String, from start: String.Index) -> String.Index? {
    var depth = 0
    for index in text[start...].indices {
      switch text[index] {
      case "(": depth += 1
      case ")" where depth == 0: return index
      case ")": depth -= 1
      default: break
      }
    }
    return nil
  }
}
