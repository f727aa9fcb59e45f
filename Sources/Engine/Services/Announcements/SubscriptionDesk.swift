package import Casework
import CivilTime
import Cryptography
import Expression

/// Where people and programs look after subscriptions.
package struct SubscriptionDesk: Sendable {
  package let store: any Store
  package let rules: SubscriptionRules

  package init(store: any Store, rules: SubscriptionRules) {
    self.store = store
    self.rules = rules
  }

  /// Why something was not done: by field, or the whole.
  package struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
    package let field: String
    package let problem: String

    package var description: String { "\(field) \(problem)" }
  }

  /// More would be more than anybody keeps an eye on, and each costs every step a little.
  private static let most = 100

  /// Makes one. Its secret is in the answer, and shown to nobody again.
  ///
  /// - Parameter id: the same for the same request: asking twice makes one.
  /// - Returns: the subscription, and whether it was made just now.
  package func make(
    _ name: String, url: String, kinds: [Announcement.Kind], by owner: String, as id: UniqueID
  ) async throws -> (subscription: Subscription, isNew: Bool) {
    let line = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard !name.allSatisfy(\.isWhitespace), name.count <= 100, line else {
      throw Refusal(field: "name", problem: "has 1 to 100 characters, on one line")
    }
    if let problem = rules.problem(with: url) { throw Refusal(field: "url", problem: problem) }
    guard !kinds.contains(.ping) else { throw Refusal(field: "kinds", problem: "are kinds of what happens to cases") }
    return try await store.transaction { [self] transaction in
      if let known = try transaction.subscription(id) { return (readable(known), false) }
      guard try transaction.subscriptions().count(where: \.isInUse) < Self.most else {
        throw Refusal(field: "name", problem: "is of one too many: end some of the \(Self.most) subscriptions first")
      }
      let made = Subscription(
        id: id, name: name, url: url,
        kinds: Announcement.Kind.ofCases.filter(kinds.contains), owner: owner, madeAt: try transaction.currentTime(),
        secret: Self.freshSecret())
      try transaction.keepSubscription(kept(made))
      return (made, true)
    }
  }

  /// Gives it another secret; the one before signs as well for a day.
  ///
  /// - Returns: nil where there is none in use.
  /// - Throws: `Refusal` where two secrets sign already: another one would make the first useless before its time.
  package func rotate(_ id: UniqueID) async throws -> Subscription? {
    try await change(id) { subscription, now in
      if subscription.secrets(at: now).count > 1 {
        throw Refusal(field: "secret", problem: "was changed a short while ago; the one before signs for a day")
      }
      subscription.formerSecret = subscription.secret
      subscription.formerEndsAt = now.advanced(bySeconds: EngineLimits.formerSecretSeconds)
      subscription.secret = Self.freshSecret()
    }
  }

  /// Ends it: it hears nothing any more. What waits for it is sent to nobody. One that was ended for its failures is ended
  /// for good.
  ///
  /// - Returns: nil where there is none in use.
  package func end(_ id: UniqueID, by name: String) async throws -> Subscription? {
    try await change(id, evenFailed: true) { subscription, now in
      (subscription.endedAt, subscription.endedBecause) = (now, "ended by \(name)")
      // What people have ended is not taken up again.
      subscription.failingSince = nil
    }
  }

  /// Sends it something that tells of nothing.
  ///
  /// - Parameter ping: the same for the same request.
  /// - Returns: nil where there is none in use.
  package func ping(_ id: UniqueID, as ping: UniqueID) async throws -> Subscription? {
    try await store.transaction { transaction in
      guard let known = try transaction.subscription(id), known.isInUse else { return nil }
      try transaction.keepPing(Announcement.ID(subscription: id, caseID: CaseID(ping), revision: 0))
      return known
    }
  }

  /// Takes one that was ended for its failures into use again, and what was given up is tried again.
  ///
  /// - Returns: how many wait again; nil where there is none, or somebody has ended it.
  package func retry(_ id: UniqueID) async throws -> Int? {
    try await store.transaction { transaction in
      guard var known = try transaction.subscription(id), known.isInUse || known.failingSince != nil else { return nil }
      if known.failingSince != nil {
        (known.failingSince, known.endedAt, known.endedBecause) = (nil, nil, nil)
        try transaction.keepSubscription(known)
      }
      return try transaction.retryAnnouncements(of: id)
    }
  }

  private func change(
    _ id: UniqueID, evenFailed: Bool = false, _ body: @escaping @Sendable (inout Subscription, Instant) throws -> Void
  ) async throws -> Subscription? {
    try await store.transaction { [self] transaction in
      guard var known = try transaction.subscription(id), known.isInUse || evenFailed && known.failingSince != nil
      else {
        return nil
      }
      try body(&known, try transaction.currentTime())
      try transaction.keepSubscription(kept(known))
      return readable(known)
    }
  }

  // MARK: - Secrets

  /// Seals the secrets that were kept before the site had a key.
  ///
  /// - Returns: how many subscriptions that were.
  @discardableResult
  package func sealSecrets() async throws -> Int {
    guard rules.seal != nil else { return 0 }
    return try await store.transaction { [self] transaction in
      let open = try transaction.subscriptions().filter { kept($0) != $0 }
      // Each once more, as a lock on it is held then: somebody may have given it another secret.
      for one in open {
        if let known = try transaction.subscription(one.id) { try transaction.keepSubscription(kept(known)) }
      }
      return open.count
    }
  }

  /// As the database has it.
  private func kept(_ subscription: Subscription) -> Subscription {
    guard let seal = rules.seal else { return subscription }
    var kept = subscription
    kept.secret = seal.sealed(subscription.secret)
    kept.formerSecret = subscription.formerSecret.map(seal.sealed)
    return kept
  }

  /// As its maker sees it, where this site's key opens it.
  private func readable(_ subscription: Subscription) -> Subscription {
    var readable = subscription
    readable.secret = rules.opened(subscription.secret) ?? subscription.secret
    return readable
  }

  /// `whsec_` and 32 random bytes, as Standard Webhooks has it.
  private static func freshSecret() -> String { "whsec_\(Base64.text(RandomBytes.make(32)))" }
}
