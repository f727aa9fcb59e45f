/// The SHA-256 digest of a workflow's text and templates: the name of one immutable version.
package struct WorkflowDigest: Hashable, Sendable, CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  package let description: String

  /// - Parameter hexadecimal: nil is answered where it is not 64 lower-case hexadecimal digits.
  package init?(hexadecimal: String) {
    let isHexadecimal = hexadecimal.utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
    guard hexadecimal.utf8.count == 64, isHexadecimal else { return nil }
    description = hexadecimal
  }

  /// - Parameter bytes: exactly 32 of them.
  package init(sha256 bytes: [UInt8]) {
    precondition(bytes.count == 32, "a SHA-256 digest has 32 bytes")
    let digits = Array("0123456789abcdef".unicodeScalars)
    var text = ""
    for byte in bytes {
      text.unicodeScalars.append(digits[Int(byte >> 4)])
      text.unicodeScalars.append(digits[Int(byte & 0xF)])
    }
    description = text
  }

  /// The first twelve digits, for people.
  package var short: String { String(description.prefix(12)) }
}
