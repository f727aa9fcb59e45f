/// The encoders extension.
extension Library {
  static let encodings: [LibraryFunction] = [
    LibraryFunction(
      "base64.encode", [.global(.bytes, to: .string)],
      .unary { (value, meter) throws(EvaluationError) in
        guard case .bytes(let bytes) = value else { throw noOverload("base64.encode", value) }
        try meter.charge(bytes: bytes.count * 2)
        return .string(Base64.text(bytes))
      }),
    LibraryFunction(
      "base64.decode", [.global(.string, to: .bytes)],
      .unary { (value, meter) throws(EvaluationError) in
        guard case .string(let text) = value else { throw noOverload("base64.decode", value) }
        try meter.charge(bytes: text.utf8.count)
        guard let bytes = Base64.bytes(text) else {
          throw EvaluationError(.conversion, "the text is not Base64")
        }
        return .bytes(bytes)
      }),
  ]
}

/// Bytes as text of 64 letters (RFC 4648, section 4).
package enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  package static func text(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for byte in group { bits = bits << 8 | UInt32(byte) }
      bits <<= UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        result.append(place <= group.count ? letters[Int(bits >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Nil where the text is not Base64. The padding may be left out, all of it.
  package static func bytes(_ text: String) -> [UInt8]? {
    var source = Array(text.utf8)
    let whole = source.count
    while source.last == UInt8(ascii: "="), whole - source.count < 2 { source.removeLast() }
    guard whole == source.count || whole % 4 == 0, source.count % 4 != 1 else { return nil }
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in source {
      guard let value = letters.firstIndex(of: byte) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return result
  }
}
