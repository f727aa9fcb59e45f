import Expression

/// What to do about a problem in an expression, where the file it stands in tells more than the expression alone.
enum ExpressionAdvice {
  /// A name without its `data.` before it, or a field that `event` or `case` does not have.
  static func remedy(for problem: ExpressionProblem, in text: String, variables: [String]) -> String? {
    let name = String(decoding: text.utf8.dropFirst(problem.offset).prefix(problem.length), as: UTF8.self)
    switch problem.code {
    case .unknownName:
      return variables.contains("data.\(name)") ? "did you mean \("data.\(name)".inQuotes)?" : nil
    case .unknownField:
      let space = String(name.prefix { $0 != "." })
      guard problem.remedy == nil, ["event", "case"].contains(space) else { return nil }
      let known = variables.filter { $0.hasPrefix(space + ".") }
      return "write \(known.inQuotes(joinedBy: "or"))" + (space == "event" ? "; what was sent is event.data.NAME" : "")
    case .type: return problem.remedy == nil ? remedy(forTypesIn: problem.message) : nil
    case .syntax, .tooLarge, .unknownFunction, .constant: return nil
    }
  }

  /// For the types that people mix up.
  private static func remedy(forTypesIn message: String) -> String? {
    let words = Set(message.split { !$0.isLetter }.map(String.init))
    if words.isSuperset(of: ["decimal", "double"]) { return "write a number with a point as decimal('10.5')" }
    if words.isSuperset(of: ["bool", "string"]) { return "true and false stand without quotes of their own" }
    guard words.isSuperset(of: ["date", "timestamp"]) else { return nil }
    return message.contains("timestamp is needed")
      ? "give the field the type timestamp, or count from one with { for: … }"
      : "date(…) makes a date of a timestamp, such as date(now)"
  }

  /// Several plain words, such as `out-of-remit` or `Closed by us`: a text that lacks its quotes. Nil for all else.
  static func forPlainWords(_ text: String) -> (message: String, remedy: String)? {
    let isSeparator = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") }
    let words = text.utf8.split(omittingEmptySubsequences: false, whereSeparator: isSeparator)
    let areWords = words.allSatisfy { word in
      !word.isEmpty && word.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
    }
    guard words.count > 1, areWords, !words.contains(where: { $0.elementsEqual("in".utf8) }) else { return nil }
    return (
      "\(text.inQuotes) is no expression", "a text stands in quotes of its own: \("'\(text)'".inQuotes)"
    )
  }
}

extension Expression {
  /// What is wrong with an expression that reads nothing and yet has no value: it would fail every time it runs.
  var constantProblem: ExpressionProblem? {
    guard variables.isEmpty, constantValue == nil else { return nil }
    do throws(EvaluationError) {
      _ = try evaluate(PlainActivation())
      return nil
    } catch {
      switch error.kind {
      // The host's functions can only be asked by a case.
      case .unknownFunction, .host, .unknownName, .costLimit: return nil
      case .noSuchOverload, .noSuchKey, .indexOutOfRange, .divisionByZero, .overflow, .conversion, .invalidArgument:
        return ExpressionProblem(
          offset: 0, length: source.utf8.count, code: .constant, message: "this always fails: \(error.message)")
      }
    }
  }
}
