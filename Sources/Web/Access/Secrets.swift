import Cryptography

/// Secrets that go out once, and their digests, which are all that is kept.
package enum Secrets {
  /// 32 random bytes as text that can stand in an address.
  package static func fresh() -> String { Base64URL.text(of: RandomBytes.make(32)) }

  /// What is kept of a secret.
  package static func digest(of secret: String) -> [UInt8] { SHA256.digest(of: Array(secret.utf8)) }

  /// What a form sends back to show that it is ours: a digest of the cookie, under a mask that stands before it. Pages are
  /// sent packed, and how long a packed page is tells whether what somebody else had put on it resembles a secret on it
  /// (BREACH); what is another text each time resembles nothing.
  ///
  /// - Parameter mask: 32 bytes that no other page has.
  static func formToken(of secret: String, mask: [UInt8] = RandomBytes.make(32)) -> String {
    Base64URL.text(of: mask + zip(mask, formDigest(of: secret)).map { $0 ^ $1 })
  }

  /// Whether a form's token is of the session with this secret.
  static func isFormToken(_ shown: String, of secret: String) -> Bool {
    unmasked(shown).map { isSame($0, formDigest(of: secret)) } == true
  }

  /// Whether two tokens are of the same session, whatever their masks.
  static func isFormToken(_ shown: String, like other: String) -> Bool {
    guard let shown = unmasked(shown), let other = unmasked(other) else { return false }
    return isSame(shown, other)
  }

  private static func formDigest(of secret: String) -> [UInt8] { digest(of: "form \(secret)") }

  private static func unmasked(_ token: String) -> [UInt8]? {
    guard let bytes = Base64URL.bytes(of: token), bytes.count == 64 else { return nil }
    return zip(bytes.prefix(32), bytes.suffix(32)).map { $0 ^ $1 }
  }

  /// Whether two texts are the same, in a time that does not tell where they differ.
  static func isSame(_ left: String, _ right: String) -> Bool {
    isSame(Array(left.utf8), Array(right.utf8))
  }

  private static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
