/// A header such as `text/plain; charset="utf-8"`: a value, and parameters by name in small letters.
enum HeaderParameters {
  static func read(_ header: String) -> (value: String, parameters: [String: String]) {
    var pieces = split(header)[...]
    let value = pieces.popFirst().map { $0[...].trimmed } ?? ""
    var parameters: [String: String] = [:]
    for piece in pieces {
      guard let equals = piece.firstIndex(of: "=") else { continue }
      let name = piece[..<equals].trimmed.lowercased()
      let text = unquoted(piece[piece.index(after: equals)...].trimmed)
      if name.hasSuffix("*"), let decoded = extended(text) {
        parameters[String(name.dropLast())] = decoded
      } else if parameters[name] == nil {
        parameters[name] = text
      }
    }
    return (value, parameters)
  }

  /// At semicolons that stand in no quotes.
  private static func split(_ header: String) -> [String] {
    var pieces = [""]
    var isQuoted = false
    var isEscaped = false
    for character in header {
      if !isQuoted, character == ";" {
        pieces.append("")
        continue
      }
      if character == "\"", !isEscaped { isQuoted.toggle() }
      isEscaped = isQuoted && character == "\\" && !isEscaped
      pieces[pieces.count - 1].append(character)
    }
    return pieces
  }

  private static func unquoted(_ text: String) -> String {
    guard text.count >= 2, text.first == "\"", text.last == "\"" else { return text }
    var result = ""
    var isEscaped = false
    for character in text.dropFirst().dropLast() {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        result.append(character)
        isEscaped = false
      }
    }
    return result
  }

  /// `utf-8''caf%C3%A9.pdf` (RFC 2231, section 4).
  private static func extended(_ text: String) -> String? {
    let pieces = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard pieces.count == 3 else { return nil }
    var bytes: [UInt8] = []
    var rest = pieces[2].utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2, let value = UInt8(String(Substring(rest.prefix(2))), radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return TextEncoding.text(bytes, charset: pieces[0].lowercased())
  }
}
