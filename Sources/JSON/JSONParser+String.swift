extension JSONParser {
  /// Reads from the opening to the closing quote. Text without escapes, nearly all there is, is copied once.
  mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    let isASCII = try skipPlain()
    if current == UInt8(ascii: "\"") {
      let plain = UnsafeBufferPointer(rebasing: bytes[start..<position])
      // What is ASCII is valid, and decoding is then several times as fast as validating.
      guard let text = isASCII ? String(decoding: plain, as: UTF8.self) : String(validating: plain, as: UTF8.self)
      else { throw invalidUTF8(from: start) }
      position += 1
      return text
    }
    return try escapedString(from: start)
  }

  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(2 * (position - start) + 32)
    text.append(contentsOf: bytes[start..<position])
    while current != UInt8(ascii: "\"") {
      try escape(into: &text)
      let plain = position
      try skipPlain()
      text.append(contentsOf: bytes[plain..<position])
    }
    guard let string = String(validating: text, as: UTF8.self) else { throw invalidUTF8(from: start) }
    position += 1
    return string
  }

  /// Moves to the next quote or backslash, and says whether everything on the way was ASCII.
  @discardableResult
  @inline(__always) private mutating func skipPlain() throws(JSONError) -> Bool {
    var bits: UInt8 = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return bits < 0x80 }
      if byte < 0x20 { throw fault("a control character stands in text; write it as an escape such as \\n") }
      bits |= byte
      position += 1
    }
    throw fault("the text is not closed; expected “\"”")
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    let start = position
    position += 1
    let letter = current
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: UTF8.encode(try scalar(from: start)).unsafelyUnwrapped)
    default:
      throw fault(
        at: start, "a backslash can't stand before this; the escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u")
    }
  }

  /// The character after `\u`: four hexadecimal digits, or a pair of surrogates as two such escapes.
  private mutating func scalar(from start: Int) throws(JSONError) -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, current == UInt8(ascii: "\\") else { throw loneSurrogate(start) }
    position += 1
    guard current == UInt8(ascii: "u") else { throw loneSurrogate(start) }
    position += 1
    let second = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(first - 0xD800) << 10) + UInt32(second - 0xDC00))
    else { throw loneSurrogate(start) }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      let byte = current
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt16(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt16(byte - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt16(byte - UInt8(ascii: "A") + 10)
      default: throw fault("expected four hexadecimal digits after \\u, found \(found)")
      }
      position += 1
    }
    return value
  }

  private func loneSurrogate(_ start: Int) -> JSONError {
    fault(at: start, "half of a surrogate pair stands alone; write both halves or the character itself")
  }

  private func invalidUTF8(from start: Int) -> JSONError {
    var offset = start
    while offset < position, let length = scalarLength(at: offset) { offset += length }
    return fault(at: offset, "the text is not valid UTF-8 here")
  }

  /// Bytes of the well-formed UTF-8 sequence at an offset, or nil where there is none (Unicode, table 3-7).
  private func scalarLength(at offset: Int) -> Int? {
    func follows(_ distance: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      offset + distance < position && range.contains(bytes[offset + distance])
    }
    switch bytes[offset] {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: return follows(1) ? 2 : nil
    case 0xE0: return follows(1, 0xA0...0xBF) && follows(2) ? 3 : nil
    case 0xED: return follows(1, 0x80...0x9F) && follows(2) ? 3 : nil
    case 0xE1...0xEF: return follows(1) && follows(2) ? 3 : nil
    case 0xF0: return follows(1, 0x90...0xBF) && follows(2) && follows(3) ? 4 : nil
    case 0xF1...0xF3: return follows(1) && follows(2) && follows(3) ? 4 : nil
    case 0xF4: return follows(1, 0x80...0x8F) && follows(2) && follows(3) ? 4 : nil
    default: return nil
    }
  }
}
