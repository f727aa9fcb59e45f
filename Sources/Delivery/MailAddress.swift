/// One reader of a mail: a name for people, and an address that is one and no more.
struct MailAddress {
  let name: String?
  let address: String

  /// Nil where the address is anything but one mailbox: a comma or a bracket in it could add readers of its own.
  init?(name: String?, address: String) {
    guard Self.isOneMailbox(address) else { return nil }
    self.name = name
    self.address = address
  }

  /// As it stands in `To`: a name with a mark that means something in a list of addresses is encoded.
  var header: String {
    guard let name, !HeaderText.line(name).isEmpty else { return address }
    let phrase = HeaderText.phrase(name)
    let line = "\(phrase) <\(address)>"
    return line.utf8.count + "To: ".utf8.count <= HeaderText.lineLimit ? line : "\(phrase)\r\n <\(address)>"
  }

  /// The longest address that mail can be sent to (RFC 5321, section 4.5.3.1.3, without the brackets).
  private static let longest = 254

  private static func isOneMailbox(_ address: String) -> Bool {
    guard address.utf8.count <= longest else { return false }
    let halves = address.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard halves.count == 2, halves[0].count <= 64 else { return false }
    return isDotted(halves[0], isAtom) && isDotted(halves[1], isLabel)
  }

  private static func isDotted(_ text: Substring.UTF8View, _ isPart: (Substring.UTF8View) -> Bool) -> Bool {
    text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy(isPart)
  }

  /// An atom of RFC 5322, section 3.2.3.
  private static func isAtom(_ part: Substring.UTF8View) -> Bool {
    !part.isEmpty && part.allSatisfy { isAlphanumeric($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
  }

  /// A label of a host name: letters, digits and inner hyphens.
  private static func isLabel(_ part: Substring.UTF8View) -> Bool {
    let hyphen = UInt8(ascii: "-")
    return (1...63).contains(part.count) && part.allSatisfy { isAlphanumeric($0) || $0 == hyphen }
      && part.first != hyphen && part.last != hyphen
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
