import Glibc

/// Text in any character set that the C library knows.
enum CharacterSet {
  /// Nil where the bytes are no text of that character set, or the library doesn't know it.
  static func text(_ bytes: [UInt8], named name: String) -> String? {
    // A suffix such as //TRANSLIT would have the library guess.
    guard (1...40).contains(name.utf8.count),
      name.utf8.allSatisfy({ byte in
        Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber
          || "-_:.".utf8.contains(byte)
      }), let converter = iconv_open("UTF-8", name), Int(bitPattern: converter) != -1
    else { return nil }
    defer { iconv_close(converter) }
    var source = bytes.map { CChar(bitPattern: $0) }
    var result: [UInt8] = []
    var isWhole = true
    // No byte of any set comes to more than four, and a few more end what a set with states has begun.
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: source.count * 4 + 16) { target in
      source.withUnsafeMutableBufferPointer { source in
        var (input, left) = (source.baseAddress, source.count)
        var (output, room): (UnsafeMutablePointer<CChar>?, Int) = (target.baseAddress, target.count)
        isWhole =
          iconv(converter, &input, &left, &output, &room) != -1 && left == 0
          && iconv(converter, nil, nil, &output, &room) != -1
        result = target.prefix(target.count - room).map { UInt8(bitPattern: $0) }
      }
    }
    return isWhole ? String(validating: result, as: UTF8.self) : nil
  }
}
