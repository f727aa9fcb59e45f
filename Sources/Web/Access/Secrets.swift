import Cryptography

/// Secrets that go out once, and their digests, which are all that is kept.
package enum Secrets {
  /// 32 random bytes as text that can stand in an address.
  package static func fresh() -> String { Base64URL.text(of: RandomBytes.make(32)) }

  /// What is kept of a secret.
  package static func digest(of secret: String) -> [UInt8] { SHA256.digest(of: Array(secret.utf8)) }

  /// What a form sends back to show that it is ours.
  static func formToken(of secret: String) -> String {
    Base64URL.text(of: SHA256.digest(of: Array("form \(secret)".utf8)))
  }

  /// Whether two texts are the same, in a time that does not tell where they differ.
  static func isSame(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
