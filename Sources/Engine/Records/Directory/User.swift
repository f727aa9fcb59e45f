package import CivilTime

/// The account of one of the scheme's own people.
package struct User: Sendable, Hashable {
  /// What histories call the person: short, in lower-case letters, never reused for somebody else.
  package let name: String
  package let displayName: String
  package let email: String
  /// The roles in which the person may act.
  package let roles: [String]
  /// Since when the account is barred; nil while it is not.
  package let disabledAt: Instant?

  package init(name: String, displayName: String, email: String, roles: [String], disabledAt: Instant? = nil) {
    self.name = name
    self.displayName = displayName
    self.email = email
    self.roles = roles
    self.disabledAt = disabledAt
  }

  /// Whether a text can be an account's name: what can be typed, told over the telephone and stand in a list.
  package static func isName(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && text.utf8.first.map(isLetterOrDigit) == true
      && text.utf8.allSatisfy { isLetterOrDigit($0) || ".-_".utf8.contains($0) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }
}
