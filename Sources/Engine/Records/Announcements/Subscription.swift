package import Casework
package import CivilTime

/// A place that wants to hear what happens to cases.
package struct Subscription: Sendable, Hashable {
  package let id: UniqueID
  /// What people call it.
  package let name: String
  package let url: String
  /// What it hears of; all where there is none.
  package let kinds: [Announcement.Kind]
  /// The account that made it.
  package let owner: String
  package let madeAt: Instant
  /// `whsec_` and base64: what its calls are signed with.
  package var secret: String
  /// The secret before, which signs as well until receivers have changed over.
  package var formerSecret: String?
  package var formerEndsAt: Instant?
  /// Since when no call has got through; nil while they do.
  package var failingSince: Instant?
  /// Since when it hears nothing any more; nil while it does.
  package var endedAt: Instant?
  /// Why it hears nothing any more.
  package var endedBecause: String?

  package init(
    id: UniqueID, name: String, url: String, kinds: [Announcement.Kind], owner: String, madeAt: Instant,
    secret: String, formerSecret: String? = nil, formerEndsAt: Instant? = nil, failingSince: Instant? = nil,
    endedAt: Instant? = nil, endedBecause: String? = nil
  ) {
    self.id = id
    self.name = name
    self.url = url
    self.kinds = kinds
    self.owner = owner
    self.madeAt = madeAt
    self.secret = secret
    self.formerSecret = formerSecret
    self.formerEndsAt = formerEndsAt
    self.failingSince = failingSince
    self.endedAt = endedAt
    self.endedBecause = endedBecause
  }

  package var isInUse: Bool { endedAt == nil }

  /// What a call at an instant is signed with.
  package func secrets(at now: Instant) -> [String] {
    guard let formerSecret, let formerEndsAt, now < formerEndsAt else { return [secret] }
    return [secret, formerSecret]
  }

  package func hears(_ kind: Announcement.Kind) -> Bool { kinds.isEmpty || kinds.contains(kind) }
}
