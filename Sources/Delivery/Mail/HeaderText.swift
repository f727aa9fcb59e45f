import Expression

/// Text in the headers of a mail: on lines of their own length, in ASCII, and never able to begin a header of its own.
enum HeaderText {
  /// RFC 5322 asks for lines of at most 78 characters; where words are encoded, RFC 2047 for 76.
  static let lineLimit = 76
  /// Bytes of text in one encoded word: their base64 and the word's marks fit on a line behind `Subject: `.
  private static let wordBytes = 39

  /// A text on one line, without control characters.
  static func line(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar.value >= 32 && !(127..<160).contains(scalar.value) {
      line.append(scalar)
    }
    return String(line)
  }

  /// A header with a text that people wrote: folded at its spaces where it is long, encoded where it is not ASCII.
  static func field(_ name: String, _ text: String) -> String {
    let line = line(text)
    let whole = "\(name): \(line)"
    if isPlain(line), let folded = folded(whole) { return folded }
    return "\(name): \(encoded(line))"
  }

  /// A person's name before an address.
  static func phrase(_ text: String) -> String {
    let line = line(text)
    let isSafe = isPlain(line) && !line.contains { "\"(),:;.<>@[]\\".contains($0) }
    return isSafe && line.utf8.count <= lineLimit - "To: ".utf8.count ? line : encoded(line)
  }

  private static func isPlain(_ line: String) -> Bool { line.utf8.allSatisfy { $0 < 128 } && !line.contains("=?") }

  /// The header broken before spaces; nil where a word is longer than a line, or spaces would be lost.
  private static func folded(_ header: String) -> String? {
    if header.utf8.count <= lineLimit, header.last != " " { return header }
    var lines: [String] = []
    var current = ""
    for word in header.split(separator: " ", omittingEmptySubsequences: false) {
      guard !word.isEmpty, word.utf8.count < lineLimit else { return nil }
      if current.isEmpty {
        current = String(word)
      } else if current.utf8.count + 1 + word.utf8.count <= lineLimit {
        current += " \(word)"
      } else {
        lines.append(current)
        current = " \(word)"
      }
    }
    // A fold right behind the header's name is legal, and yet some programs stumble over it.
    guard let first = lines.first, first.last != ":" else { return nil }
    return (lines + [current]).joined(separator: "\r\n")
  }

  /// The text as encoded words of RFC 2047, each of whole characters.
  private static func encoded(_ line: String) -> String {
    var words: [String] = []
    var word: [UInt8] = []
    for scalar in line.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if word.count + bytes.count > wordBytes {
        words.append("=?utf-8?B?\(Base64.text(word))?=")
        word = []
      }
      word += bytes
    }
    words.append("=?utf-8?B?\(Base64.text(word))?=")
    return words.joined(separator: "\r\n ")
  }
}
