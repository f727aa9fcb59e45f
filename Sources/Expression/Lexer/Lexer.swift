/// Cuts a source into tokens. A fault is logged and reading goes on, so that all faults are found at once.
struct Lexer {
  let bytes: [UInt8]
  var position = 0
  var log = ProblemLog()
  private var tokens: [Token] = []

  init(_ source: String) {
    bytes = Array(source.utf8)
  }

  /// All tokens, the last of them `end`.
  static func tokens(of source: String, into log: inout ProblemLog) -> [Token] {
    var lexer = Lexer(source)
    lexer.log = log
    lexer.readAll()
    log = lexer.log
    return lexer.tokens
  }

  private mutating func readAll() {
    while !log.isFull {
      skipBlanks()
      guard position < bytes.count else { break }
      let start = position
      if let kind = nextKind() {
        tokens.append(Token(kind: kind, place: Place(offset: start, length: position - start)))
      }
    }
    tokens.append(Token(kind: .end, place: Place(offset: bytes.count, length: 0)))
  }

  private mutating func skipBlanks() {
    while let byte = current {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0C:
        position += 1
      case UInt8(ascii: "/"):
        guard peek(1) == UInt8(ascii: "/") else { return }
        while let byte = current, byte != UInt8(ascii: "\n") { position += 1 }
      default:
        return
      }
    }
  }

  private mutating func nextKind() -> Token.Kind? {
    let byte = bytes[position]
    if let form = textForm() { return text(form) }
    if Self.startsName(byte) {
      let start = position
      while let next = current, Self.continuesName(next) { position += 1 }
      return .name(String(decoding: bytes[start..<position], as: UTF8.self))
    }
    if Self.isDigit(byte) || (byte == UInt8(ascii: ".") && peek(1).map(Self.isDigit) == true) { return number() }
    if byte == UInt8(ascii: "`") { return quotedName() }
    return sign()
  }

  private static let longSigns = ["==", "!=", "<=", ">=", "&&", "||"]
  private static let shortSigns = "<>+-*/%!?:.,()[]{}"

  private mutating func sign() -> Token.Kind? {
    let start = position
    if let second = peek(1) {
      let pair = String(decoding: [bytes[position], second], as: UTF8.self)
      if Self.longSigns.contains(pair) {
        position += 2
        return .sign(pair)
      }
    }
    let byte = bytes[position]
    position += 1
    if byte < 0x80, Self.shortSigns.utf8.contains(byte) { return .sign(String(UnicodeScalar(byte))) }
    // The whole of a code point is stepped over, never half of it.
    while let next = current, next & 0xC0 == 0x80 { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    log.add(
      .syntax, at: Place(offset: start, length: position - start),
      "the character \(Self.shown(text)) has no meaning here",
      remedy: Self.remedy(for: text))
    return nil
  }

  private static func shown(_ text: String) -> String {
    guard let scalar = text.unicodeScalars.first, scalar.value > 0x20, scalar.value != 0x7F else {
      return "U+" + String(text.unicodeScalars.first?.value ?? 0, radix: 16, uppercase: true)
    }
    return "'\(text)'"
  }

  private static func remedy(for text: String) -> String {
    switch text {
    case "=": "compare with =="
    case "&": "write && for \"and\""
    case "|": "write || for \"or\""
    case "“", "”", "‘", "’", "„": "use straight quotes, ' or \""
    default: "take it out, or put it in quotes if it is text"
    }
  }

  private mutating func quotedName() -> Token.Kind? {
    let start = position
    position += 1
    while let byte = current, byte != UInt8(ascii: "`"), byte != UInt8(ascii: "\n") { position += 1 }
    let name = bytes[(start + 1)..<position]
    guard current == UInt8(ascii: "`") else {
      log.add(
        .syntax, at: Place(offset: start, length: position - start), "this quoted field name has no end",
        remedy: "close it with `")
      return nil
    }
    position += 1
    guard !name.isEmpty, name.allSatisfy(Self.mayBeQuoted) else {
      log.add(
        .syntax, at: Place(offset: start, length: position - start), "this can't be a quoted field name",
        remedy: "letters, digits, _ . - / and spaces may stand between backquotes; or index with ['…']")
      return nil
    }
    return .quotedName(String(decoding: name, as: UTF8.self))
  }
}

extension Lexer {
  var current: UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  func peek(_ distance: Int) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  static func startsName(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
  }

  static func continuesName(_ byte: UInt8) -> Bool {
    startsName(byte) || isDigit(byte)
  }

  private static func mayBeQuoted(_ byte: UInt8) -> Bool {
    continuesName(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: " ")
  }
}
