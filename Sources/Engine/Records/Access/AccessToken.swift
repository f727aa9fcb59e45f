package import CivilTime

/// What a program shows in place of a person.
package struct AccessToken: Sendable, Hashable {
  /// The digest of the token; the token itself is kept nowhere.
  package let key: [UInt8]
  /// What people call it.
  package let name: String
  /// The account that answers for what is done with it.
  package let holder: String
  package let scopes: [String]
  /// The organisation that it is bound to; nil where it is bound to none.
  package let organisation: String?
  package let madeAt: Instant
  package let endsAt: Instant
  /// Since when it is of no use any more; nil while it is.
  package let revokedAt: Instant?

  package init(
    key: [UInt8], name: String, holder: String, scopes: [String], organisation: String? = nil, madeAt: Instant,
    endsAt: Instant, revokedAt: Instant? = nil
  ) {
    self.key = key
    self.name = name
    self.holder = holder
    self.scopes = scopes
    self.organisation = organisation
    self.madeAt = madeAt
    self.endsAt = endsAt
    self.revokedAt = revokedAt
  }

  /// Whether it lets anybody in.
  package func isInUse(at now: Instant) -> Bool { revokedAt == nil && now < endsAt }
}
