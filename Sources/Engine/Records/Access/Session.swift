package import CivilTime
package import JSON

/// Somebody who has come by the web: who that is, until when it holds, and what they have filled in so far.
package struct Session: Sendable, Hashable {
  /// Whose session it is.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Anybody, while filling something in.
    case visitor
    /// Whoever follows one case; the subject is the case's identifier.
    case supplier
    /// One of an organisation's contacts; the subject is the address that a link was sent to.
    case contact
    /// One of the scheme's own people; the subject is the account's name.
    case staff
  }

  /// The digest of the cookie; the cookie itself is kept nowhere.
  package let key: [UInt8]
  package let kind: Kind
  package let subject: String
  /// What the pages remember of it, such as answers that are not sent yet.
  package var data: JSONObject
  package let startedAt: Instant
  package var seenAt: Instant
  /// When the person last proved who they are.
  package var provedAt: Instant?
  /// When it ends, whatever happens.
  package let endsAt: Instant

  package init(
    key: [UInt8], kind: Kind, subject: String = "", data: JSONObject = JSONObject(), startedAt: Instant,
    seenAt: Instant? = nil, provedAt: Instant? = nil, endsAt: Instant
  ) {
    self.key = key
    self.kind = kind
    self.subject = subject
    self.data = data
    self.startedAt = startedAt
    self.seenAt = seenAt ?? startedAt
    self.provedAt = provedAt
    self.endsAt = endsAt
  }
}
