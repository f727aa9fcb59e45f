extension JSONValue {
  /// The value as JSON text on one line, without spaces, escaping only what must be escaped.
  package func serialized() -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256)
    write(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the value's JSON text in UTF-8.
  package func write(into bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(true): bytes.append(contentsOf: "true".utf8)
    case .bool(false): bytes.append(contentsOf: "false".utf8)
    case .integer(let integer): Self.write(integer, into: &bytes)
    case .number(let literal):
      precondition(JSONValue(number: literal) != nil, "a number must be written as JSON writes numbers")
      bytes.append(contentsOf: literal.utf8)
    case .string(let text): Self.write(text, into: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for index in elements.indices {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        elements[index].write(into: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object): object.write(into: &bytes)
    }
  }

  static func write(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { text in
      bytes.append(UInt8(ascii: "\""))
      var start = 0
      for index in 0..<text.count where mustEscape(text[index]) {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
        writeEscape(of: text[index], into: &bytes)
        start = index + 1
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<text.count]))
      bytes.append(UInt8(ascii: "\""))
    }
  }

  @inline(__always) private static func mustEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func writeEscape(of byte: UInt8, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x00..<0x20:
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(contentsOf: (byte < 0x10 ? "0" : "").utf8)
      bytes.append(contentsOf: String(byte, radix: 16).utf8)
    default: bytes.append(byte)
    }
  }

  private static func write(_ integer: Int64, into bytes: inout [UInt8]) {
    if integer < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = integer.magnitude
    var digits: InlineArray<20, UInt8> = .init(repeating: 0)
    var first = 20
    repeat {
      first -= 1
      digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    for index in first..<20 { bytes.append(digits[index]) }
  }
}

extension JSONObject {
  /// Appends the object's JSON text in UTF-8, members in order.
  package func write(into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    for (key, value) in self {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      JSONValue.write(key, into: &bytes)
      bytes.append(UInt8(ascii: ":"))
      value.write(into: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }
}
