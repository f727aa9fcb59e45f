/// What a mail address must look like to be written into a message's header.
package enum EmailAddress {
  private static let longestAddress = 254
  private static let longestLocalPart = 64

  /// Whether the text is one bare address: `local@domain.example`, or `local@localhost` for a machine of one's own.
  ///
  /// Narrower than RFC 5322 on purpose: no comments, quoted parts, angle brackets, commas, spaces or characters beyond
  /// ASCII, any of which could make two recipients of one or show a reader another address than the one written to.
  package static func isPlain(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard text.utf8.count <= longestAddress, parts.count == 2, parts[0].count <= longestLocalPart else { return false }
    let local = labels(parts[0])
    let domain = labels(parts[1])
    guard local.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isAtom) }), domain.allSatisfy(isHostLabel) else {
      return false
    }
    return domain.count > 1 || parts[1].elementsEqual("localhost".utf8)
  }

  /// What is the same for two spellings of one address. The standard lets servers tell letters apart by their case, and
  /// none does.
  package static func key(_ address: String) -> String { address.lowercased() }

  private static func labels(_ part: Substring.UTF8View) -> [Substring.UTF8View] {
    part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  }

  private static func isHostLabel(_ label: Substring.UTF8View) -> Bool {
    let hyphen = UInt8(ascii: "-")
    return (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
      && label.allSatisfy { isLetterOrDigit($0) || $0 == hyphen }
  }

  // RFC 5322, section 3.2.3.
  private static func isAtom(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
