import Casework
import CivilTime
import Engine

/// The letter that asks somebody to show that an address is theirs.
struct AddressLetter: Sendable {
  let site: Site

  /// For how long its link works, in seconds.
  static let linkSeconds: Int64 = 7 * 86_400

  /// A letter to an address, and what has to be kept for it.
  func make(to address: String, at now: Instant) -> (letter: Letter, codes: [OneTimeCode]) {
    let (secret, id) = (Secrets.fresh(), FreshID.make(at: now))
    let link = OneTimeCode(
      code: Secrets.digest(of: secret), purpose: .verifyAddress, subject: EmailAddress.key(address), madeAt: now,
      endsAt: now.advanced(bySeconds: Self.linkSeconds))
    return (letter(to: address, secret, as: id), [link, OneTimeCode(letter: id, to: address, at: now)])
  }

  private func letter(to address: String, _ secret: String, as id: UniqueID) -> Letter {
    Letter(
      kind: "verify-address", to: address, subject: "Confirm that emails from \(site.brand.scheme) reach you",
      text: """
        You were entered into the directory of people who answer for public contracts. If a supplier raises a concern, \
        the case team may write to you at this address.

        Open this link within a week and choose "They reach me".

        \(site.address)/department/verify/\(secret)

        If this is not for you, do nothing, or call us: \(site.brand.telephone), \(site.brand.hours).

        \(site.brand.owner)
        """, as: id)
  }
}
