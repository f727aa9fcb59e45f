package import Casework
package import CivilTime
import Cryptography

extension OneTimeCode {
  /// For how long mail servers may take to report that a letter came back, in seconds.
  private static let letterSeconds: Int64 = 14 * 86_400

  /// What is kept of a letter to a contact that belongs to no case, such as a link to sign in with: a report that it came
  /// back names its identifier, which nobody could guess.
  package init(letter id: UniqueID, to address: String, at now: Instant) {
    self.init(
      code: Self.digest(ofLetter: id), purpose: .letter, subject: EmailAddress.key(address), madeAt: now,
      endsAt: now.advanced(bySeconds: Self.letterSeconds))
  }

  static func digest(ofLetter id: UniqueID) -> [UInt8] { SHA256.digest(of: Array("letter \(id)".utf8)) }
}
