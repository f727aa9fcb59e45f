/// How a part's bytes travel (RFC 2045, section 6), and in which characters its text is.
enum TransferEncoding {
  /// Nil where something stands in it that is no base64.
  static func base64(_ body: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(body.count / 4 * 3)
    var (bits, count, padding) = (UInt32(0), 0, 0)
    for byte in body {
      switch byte {
      case 0x0D, 0x0A, 0x20, 0x09: continue
      case UInt8(ascii: "="):
        padding += 1
        continue
      case _: break
      }
      guard padding == 0, let value = value(of: byte) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 1
      if count % 4 == 0 { result += [UInt8(bits >> 16 & 255), UInt8(bits >> 8 & 255), UInt8(bits & 255)] }
    }
    guard padding <= 2 else { return nil }
    switch count % 4 {
    case 0: break
    case 2: result.append(UInt8(bits >> 4 & 255))
    case 3: result += [UInt8(bits >> 10 & 255), UInt8(bits >> 2 & 255)]
    case _: return nil
    }
    return result
  }

  private static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  /// What looks like an escape and is none stays as it is, as the standard advises.
  static func quotedPrintable(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(body.count)
    var rest = body
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        result.append(byte)
        continue
      }
      if rest.first == 0x0A {
        rest = rest.dropFirst()
      } else if rest.starts(with: [0x0D, 0x0A]) {
        rest = rest.dropFirst(2)
      } else if rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        result.append(value)
        rest = rest.dropFirst(2)
      } else {
        result.append(byte)
      }
    }
    return result
  }
}

enum TextEncoding {
  /// Nil where the bytes are no text of that character set, or nobody here knows it.
  static func text(_ bytes: [UInt8], charset: String) -> String? {
    switch charset {
    // What calls itself ASCII is often UTF-8, of which it is a part.
    case "utf-8", "utf8", "us-ascii", "ascii", "": String(validating: bytes, as: UTF8.self)
    case "iso-8859-1", "latin1": String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    case "windows-1252", "cp1252", "iso-8859-15": windows(bytes, isLatin9: charset == "iso-8859-15")
    default: CharacterSet.text(bytes, named: charset)
    }
  }

  private static func windows(_ bytes: [UInt8], isLatin9: Bool) -> String? {
    var scalars = String.UnicodeScalarView()
    for byte in bytes {
      let code = isLatin9 ? latin9[byte] ?? UInt32(byte) : windows[byte] ?? UInt32(byte)
      guard let scalar = Unicode.Scalar(code) else { return nil }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  private static let latin9: [UInt8: UInt32] = [
    0xA4: 0x20AC, 0xA6: 0x160, 0xA8: 0x161, 0xB4: 0x17D, 0xB8: 0x17E, 0xBC: 0x152, 0xBD: 0x153, 0xBE: 0x178,
  ]
  private static let windows: [UInt8: UInt32] = [
    0x80: 0x20AC, 0x82: 0x201A, 0x83: 0x192, 0x84: 0x201E, 0x85: 0x2026, 0x86: 0x2020, 0x87: 0x2021, 0x88: 0x2C6,
    0x89: 0x2030, 0x8A: 0x160, 0x8B: 0x2039, 0x8C: 0x152, 0x8E: 0x17D, 0x91: 0x2018, 0x92: 0x2019, 0x93: 0x201C,
    0x94: 0x201D, 0x95: 0x2022, 0x96: 0x2013, 0x97: 0x2014, 0x98: 0x2DC, 0x99: 0x2122, 0x9A: 0x161, 0x9B: 0x203A,
    0x9C: 0x153, 0x9E: 0x17E, 0x9F: 0x178,
  ]
}
