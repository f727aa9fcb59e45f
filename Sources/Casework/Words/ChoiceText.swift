/// An expression of the form `condition ? yes : no`, taken apart as text.
package struct ChoiceText {
  package let condition: String
  package let yes: String
  package let no: String

  /// Nil where the text has no such choice outside of brackets and quotes.
  package init?(_ source: String) {
    let text = Array(Self.withoutBrackets(source))
    guard let question = Self.position(of: "?", in: text, from: 0),
      let colon = Self.position(of: ":", in: text, from: question + 1)
    else { return nil }
    condition = Self.withoutBrackets(String(text[..<question]))
    yes = Self.withoutBrackets(String(text[(question + 1)..<colon]))
    no = Self.withoutBrackets(String(text[(colon + 1)...]))
  }

  /// The first such sign at the level of the beginning; a choice within a choice keeps its own colon.
  private static func position(of sign: Character, in text: [Character], from start: Int) -> Int? {
    var depth = 0
    var choices = 0
    var quote: Character?
    var index = start
    while index < text.count {
      let character = text[index]
      if let open = quote {
        if character == "\\" { index += 1 } else if character == open { quote = nil }
      } else {
        switch character {
        case "\"", "'": quote = character
        case "(", "[", "{": depth += 1
        case ")", "]", "}": depth -= 1
        case "?" where depth == 0 && index > 0 && text[index - 1] != ".":
          if sign == "?" { return index }
          choices += 1
        case ":" where depth == 0:
          if choices == 0, sign == ":" { return index }
          choices -= 1
        default: break
        }
      }
      index += 1
    }
    return nil
  }

  /// The text without spaces around it, and without a pair of brackets around the whole.
  static func withoutBrackets(_ source: String) -> String {
    let text = Array(source.trimmed)
    guard text.first == "(", text.last == ")" else { return String(text) }
    var depth = 0
    for (index, character) in text.enumerated() {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth == 0, index < text.count - 1 { return String(text) }
    }
    return withoutBrackets(String(text.dropFirst().dropLast()))
  }
}
