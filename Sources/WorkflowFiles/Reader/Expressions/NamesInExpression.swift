/// Names of states and parties that an expression holds as texts: `inState('triage')`, `'authority' in party`.
///
/// To the expression they are any text; a name that refers to nothing would only ever be false.
struct NamesInExpression {
  struct Name {
    let text: String
    /// Where its quote stands, in bytes.
    let offset: Int
  }

  private let bytes: [UInt8]
  private let calls = Array("inState(".utf8)
  private let membership = Array("in party".utf8)

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The states that are asked for.
  var states: [Name] {
    occurrences(of: calls).compactMap { start in
      var position = start + calls.count
      while position < bytes.count, isSpace(bytes[position]) { position += 1 }
      return literal(from: position)
    }
  }

  /// The parties that are asked for.
  var parties: [Name] {
    occurrences(of: membership).compactMap { start in
      let after = start + membership.count
      // `party` itself, and not something in it or a longer name.
      guard after == bytes.count || !isPartOfName(bytes[after]) else { return nil }
      var position = start - 1
      while position >= 0, isSpace(bytes[position]) { position -= 1 }
      return literal(to: position)
    }
  }

  private func occurrences(of word: [UInt8]) -> [Int] {
    guard bytes.count >= word.count else { return [] }
    return (0...(bytes.count - word.count)).filter { start in
      bytes[start] == word[0] && bytes[start..<(start + word.count)].elementsEqual(word)
        && (start == 0 || !isPartOfName(bytes[start - 1]))
    }
  }

  /// A plain text in quotes that begins here: without escapes, as ids are.
  private func literal(from start: Int) -> Name? {
    guard start < bytes.count, isQuote(bytes[start]),
      let end = bytes[(start + 1)...].firstIndex(of: bytes[start])
    else { return nil }
    return name(start, end)
  }

  private func literal(to end: Int) -> Name? {
    guard end > 0, isQuote(bytes[end]), let start = bytes[..<end].lastIndex(of: bytes[end]) else { return nil }
    return name(start, end)
  }

  private func name(_ start: Int, _ end: Int) -> Name? {
    let text = bytes[(start + 1)..<end]
    guard !text.isEmpty, !text.contains(UInt8(ascii: "\\")) else { return nil }
    return Name(text: String(decoding: text, as: UTF8.self), offset: start)
  }

  private func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private func isPartOfName(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "[")
  }
}
