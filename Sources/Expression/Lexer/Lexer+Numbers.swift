extension Lexer {
  /// A number without its sign, which the parser takes in: `12`, `0xFF`, `12u`, `1.5`, `.5e-3`.
  mutating func number() -> Token.Kind? {
    let start = position
    if current == UInt8(ascii: "0"), let x = peek(1), x | 0x20 == UInt8(ascii: "x"),
      peek(2).flatMap(Self.hexDigit) != nil
    {
      position += 2
      let digits = take { Self.hexDigit($0) != nil }
      return whole(UInt64(digits, radix: 16))
    }
    take(Self.isDigit)
    let wholeEnd = position
    if current == UInt8(ascii: "."), peek(1).map(Self.isDigit) == true {
      position += 1
      take(Self.isDigit)
    }
    takeExponent()
    if position == wholeEnd { return whole(UInt64(String(decoding: bytes[start..<position], as: UTF8.self))) }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text.utf8.first == UInt8(ascii: ".") ? "0" + text : text), value.isFinite else {
      log.add(
        .syntax, at: Place(offset: start, length: position - start), "this number is too large for a double",
        remedy: "the largest is about 1.8e308")
      return .double(0)
    }
    return .double(value)
  }

  private mutating func whole(_ value: UInt64?) -> Token.Kind {
    if let byte = current, byte | 0x20 == UInt8(ascii: "u") {
      position += 1
      return .uint(value)
    }
    return .int(value)
  }

  private mutating func takeExponent() {
    guard let e = current, e | 0x20 == UInt8(ascii: "e") else { return }
    var ahead = 1
    if let sign = peek(1), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { ahead = 2 }
    guard peek(ahead).map(Self.isDigit) == true else { return }
    position += ahead
    take(Self.isDigit)
  }

  @discardableResult
  private mutating func take(_ belongs: (UInt8) -> Bool) -> String {
    let start = position
    while let byte = current, belongs(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
