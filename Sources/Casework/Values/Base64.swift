/// Bytes as text and back (RFC 4648, section 4).
package enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  package static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var position = 0
    while position < bytes.count {
      let rest = min(3, bytes.count - position)
      var word = UInt32(bytes[position]) << 16
      if rest > 1 { word |= UInt32(bytes[position + 1]) << 8 }
      if rest > 2 { word |= UInt32(bytes[position + 2]) }
      text.append(alphabet[Int(word >> 18)])
      text.append(alphabet[Int(word >> 12 & 63)])
      text.append(rest > 1 ? alphabet[Int(word >> 6 & 63)] : UInt8(ascii: "="))
      text.append(rest > 2 ? alphabet[Int(word & 63)] : UInt8(ascii: "="))
      position += 3
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// - Returns: nil where the text is not padded base64.
  package static func decode(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 4 * 3)
    for start in stride(from: 0, to: digits.count, by: 4) {
      let isLast = start + 4 == digits.count
      let padding = isLast ? digits[start..<start + 4].reversed().prefix { $0 == UInt8(ascii: "=") }.count : 0
      guard padding < 3 else { return nil }
      var word: UInt32 = 0
      for position in 0..<4 - padding {
        guard let value = alphabet.firstIndex(of: digits[start + position]) else { return nil }
        word |= UInt32(value) << UInt32(18 - 6 * position)
      }
      bytes.append(UInt8(word >> 16 & 255))
      if padding < 2 { bytes.append(UInt8(word >> 8 & 255)) }
      if padding < 1 { bytes.append(UInt8(word & 255)) }
    }
    return bytes
  }
}
