import Casework
import Engine

/// The letter that asks somebody to show that an address is theirs.
struct AddressLetter: Sendable {
  let site: Site

  /// For how long its link works, in seconds.
  private static let linkSeconds: Int64 = 7 * 86_400

  func send(to address: String) async throws {
    let secret = Secrets.fresh()
    let id = try await site.store.transaction { transaction in
      let now = try transaction.currentTime()
      try transaction.keepCode(
        OneTimeCode(
          code: Secrets.digest(of: secret), purpose: .verifyAddress, subject: EmailAddress.key(address), madeAt: now,
          endsAt: now.advanced(bySeconds: Self.linkSeconds)))
      let id = FreshID.make(at: now)
      try transaction.keepCode(OneTimeCode(letter: id, to: address, at: now))
      return id
    }
    site.postLater(
      Letter(
        kind: "verify-address", to: address, subject: "Confirm that emails from \(site.brand.scheme) reach you",
        text: """
          You were entered into the directory of people who answer for public contracts. If a supplier raises a concern, \
          the case team may write to you at this address.

          Open this link within a week and choose "They reach me".

          \(site.address)/department/verify/\(secret)

          If this is not for you, do nothing, or call us: \(site.brand.telephone), \(site.brand.hours).

          \(site.brand.owner)
          """, as: id))
  }
}
