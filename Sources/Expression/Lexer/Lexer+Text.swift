extension Lexer {
  /// What stands before and around a text.
  struct TextForm {
    let isBytes: Bool
    let isRaw: Bool
    let quote: UInt8
    let isTriple: Bool
    /// How many bytes the prefix and the opening quotes take.
    let opening: Int
  }

  /// The form of the text that starts here: `'…'`, `r"…"`, `b'''…'''`, `bR"…"`; nil where none does.
  func textForm() -> TextForm? {
    var ahead = 0
    var isBytes = false
    var isRaw = false
    if let byte = peek(ahead), byte | 0x20 == UInt8(ascii: "b") {
      isBytes = true
      ahead += 1
    }
    if let byte = peek(ahead), byte | 0x20 == UInt8(ascii: "r") {
      isRaw = true
      ahead += 1
    }
    guard let quote = peek(ahead), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
    let isTriple = peek(ahead + 1) == quote && peek(ahead + 2) == quote
    return TextForm(
      isBytes: isBytes, isRaw: isRaw, quote: quote, isTriple: isTriple, opening: ahead + (isTriple ? 3 : 1))
  }

  /// Reads a text whose form is known.
  mutating func text(_ form: TextForm) -> Token.Kind? {
    let start = position
    position += form.opening
    var content: [UInt8] = []
    while let byte = current {
      if byte == form.quote, !form.isTriple || (peek(1) == byte && peek(2) == byte) {
        position += form.isTriple ? 3 : 1
        return form.isBytes ? .bytes(content) : .string(String(decoding: content, as: UTF8.self))
      }
      if !form.isTriple, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      if byte == UInt8(ascii: "\\") {
        if form.isRaw {
          // Raw texts have no escapes: a quote after a backslash closes them.
          content.append(byte)
          position += 1
        } else {
          escape(into: &content, form)
        }
        continue
      }
      content.append(byte)
      position += 1
    }
    log.add(
      .syntax, at: Place(offset: start, length: position - start), "this text has no end",
      remedy: "close it with \(String(repeating: String(UnicodeScalar(form.quote)), count: form.isTriple ? 3 : 1))")
    return form.isBytes ? .bytes(content) : .string("")
  }

  private mutating func escape(into content: inout [UInt8], _ form: TextForm) {
    let start = position
    position += 1
    guard let byte = current else { return }
    position += 1
    switch byte {
    case UInt8(ascii: "a"): content.append(0x07)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "v"): content.append(0x0B)
    case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
      content.append(byte)
    case UInt8(ascii: "x"), UInt8(ascii: "X"): code(digits: 2, radix: 16, from: start, into: &content, form)
    case UInt8(ascii: "u"): code(digits: 4, radix: 16, from: start, into: &content, form)
    case UInt8(ascii: "U"): code(digits: 8, radix: 16, from: start, into: &content, form)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      position -= 1
      code(digits: 3, radix: 8, from: start, into: &content, form)
    default:
      while let next = current, next & 0xC0 == 0x80 { position += 1 }
      refuse(from: start, "this escape is not one of CEL's", "write \\\\ for a backslash, or a raw text r'…'")
    }
  }

  private mutating func code(
    digits: Int, radix: UInt32, from start: Int, into content: inout [UInt8], _ form: TextForm
  ) {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let byte = current, let digit = Self.hexDigit(byte), digit < radix else {
        return refuse(
          from: start, "this escape needs \(digits) \(radix == 8 ? "octal" : "hexadecimal") digits",
          "fill it up with zeros")
      }
      value = value &* radix &+ digit
      position += 1
    }
    if form.isBytes {
      guard digits < 4 else {
        return refuse(from: start, "bytes have no code points", "write the bytes themselves, as \\x…")
      }
      content.append(UInt8(truncatingIfNeeded: value))
      return
    }
    guard let scalar = UnicodeScalar(value) else {
      return refuse(
        from: start, "no character has this number", "it must be at most 10FFFF and not between D800 and DFFF")
    }
    content.append(contentsOf: Array(String(scalar).utf8))
  }

  private mutating func refuse(from start: Int, _ message: String, _ remedy: String) {
    log.add(.syntax, at: Place(offset: start, length: position - start), message, remedy: remedy)
  }
}
