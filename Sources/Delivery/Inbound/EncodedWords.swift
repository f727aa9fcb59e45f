import Casework

/// Headers whose text is not ASCII: `=?utf-8?q?caf=C3=A9?=` (RFC 2047).
enum EncodedWords {
  /// The text; words that can't be read stay as they stand.
  static func decoded(_ header: String) -> String {
    var result = ""
    var rest = header[...]
    var lastWasEncoded = false
    while let start = rest.range(of: "=?") {
      let before = rest[..<start.lowerBound]
      guard let (text, end) = word(rest[start.lowerBound...]) else {
        result += rest[..<start.upperBound]
        rest = rest[start.upperBound...]
        lastWasEncoded = false
        continue
      }
      // White space between two encoded words only separates them.
      if !lastWasEncoded || !before.allSatisfy(\.isWhitespace) { result += before }
      result += text
      rest = rest[end...]
      lastWasEncoded = true
    }
    return result + rest
  }

  private static func word(_ text: Substring) -> (text: String, end: String.Index)? {
    let pieces = text.dropFirst(2).split(separator: "?", maxSplits: 2, omittingEmptySubsequences: false)
    guard pieces.count == 3, let end = pieces[2].range(of: "?=") else { return nil }
    let content = pieces[2][..<end.lowerBound]
    let charset = pieces[0].split(separator: "*").first.map { $0.lowercased() } ?? ""
    let bytes: [UInt8]?
    switch pieces[1].lowercased() {
    case "b": bytes = TransferEncoding.base64(Array(content.utf8)[...])
    case "q": bytes = TransferEncoding.quotedPrintable(Array(content.replacing("_", with: "=20").utf8)[...])
    case _: bytes = nil
    }
    return bytes.flatMap { TextEncoding.text($0, charset: charset) }.map { ($0, end.upperBound) }
  }
}

/// The one sender of a mail, out of its `From`.
enum MailSenderText {
  /// Nil where it holds no single plain address.
  static func read(_ header: String) -> (name: String?, address: String)? {
    let text = header[...].trimmed
    if EmailAddress.isPlain(text) { return (nil, text) }
    guard text.last == ">", let open = text.lastIndex(of: "<") else { return nil }
    let address = text[text.index(after: open)...].dropLast().trimmed
    guard EmailAddress.isPlain(address) else { return nil }
    var name = text[..<open].trimmed
    if name.count >= 2, name.first == "\"", name.last == "\"" {
      name = String(name.dropFirst().dropLast()).replacing("\\", with: "")
    } else if name.contains(",") || name.contains("<") {
      // Several senders, or something that pretends to be another address.
      return nil
    }
    name = EncodedWords.decoded(name)
    return (name.isEmpty ? nil : name, address)
  }
}

extension StringProtocol {
  /// The first place of a text in this one.
  fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
