extension Library {
  static let texts: [LibraryFunction] = [
    LibraryFunction(
      "contains", [.member(.string, .string, to: .bool)],
      .binary { (text, part, meter) throws(EvaluationError) in
        let (text, part) = try pair("contains", text, part, &meter)
        return .bool(text.containsBytes(of: part))
      }),
    LibraryFunction(
      "startsWith", [.member(.string, .string, to: .bool)],
      .binary { (text, part, meter) throws(EvaluationError) in
        let (text, part) = try pair("startsWith", text, part, &meter)
        return .bool(text.utf8.starts(with: part.utf8))
      }),
    LibraryFunction(
      "endsWith", [.member(.string, .string, to: .bool)],
      .binary { (text, part, meter) throws(EvaluationError) in
        let (text, part) = try pair("endsWith", text, part, &meter)
        return .bool(text.utf8.count >= part.utf8.count && text.utf8.suffix(part.utf8.count).elementsEqual(part.utf8))
      }),
    LibraryFunction(
      "matches", [.member(.string, .string, to: .bool), .global(.string, .string, to: .bool)],
      .binary { (text, pattern, meter) throws(EvaluationError) in
        let (text, source) = try pair("matches", text, pattern, &meter)
        let compiled: Pattern
        do throws(PatternError) {
          compiled = try Pattern(source)
        } catch {
          throw EvaluationError(.invalidArgument, "the pattern can't be read: \(error.message)")
        }
        try meter.charge(compiled.instructionCount)
        return .bool(try matches(text, compiled, &meter))
      }),
  ]

  /// Whether a pattern is found in a text; what a search costs is known before it.
  static func matches(_ text: String, _ pattern: Pattern, _ meter: inout Meter) throws(EvaluationError) -> Bool {
    try meter.charge(1 + text.utf8.count * (1 + pattern.instructionCount / 16) / 16)
    return pattern.isFound(in: text)
  }

  /// Two arguments that must be texts.
  private static func pair(
    _ name: String, _ text: Value, _ part: Value, _ meter: inout Meter
  ) throws(EvaluationError) -> (String, String) {
    guard case .string(let a) = text, case .string(let b) = part else { throw noOverload(name, text, part) }
    try meter.charge(bytes: a.utf8.count)
    return (a, b)
  }
}

extension String {
  /// Whether the same bytes stand somewhere in this text.
  func containsBytes(of part: String) -> Bool {
    var text = self
    return text.withUTF8 { hay in
      var part = part
      return part.withUTF8 { needle in
        guard let first = needle.first else { return true }
        guard hay.count >= needle.count else { return false }
        for start in 0...(hay.count - needle.count) where hay[start] == first {
          var length = 1
          while length < needle.count, hay[start + length] == needle[length] { length += 1 }
          if length == needle.count { return true }
        }
        return false
      }
    }
  }
}
