import Casework
import CivilTime

/// Tells those who subscribed what happened to cases.
///
/// Steps know nothing of it: what happened is taken in from the journal, a moment later, by whoever has subscriptions to
/// look after. What does not arrive is tried again like an item of the outbox; but a receiver that is away is no matter of
/// the case, so no case is parked for it: the subscription ends after some days, and people are told.
package struct AnnouncementService: Sendable {
  package let store: any Store
  private let carrier: any AnnouncementCarrier
  private let random: @Sendable () -> Double
  private let onFailure: @Sendable (Announcement, DeliveryError) -> Void
  private let onEnd: @Sendable (Subscription) async -> Void

  /// - Parameters:
  ///   - onFailure: told of each attempt that failed.
  ///   - onEnd: told of each subscription that was ended as it failed for too long.
  package init(
    store: any Store, carrier: any AnnouncementCarrier,
    random: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
    onFailure: @escaping @Sendable (Announcement, DeliveryError) -> Void = { _, _ in },
    onEnd: @escaping @Sendable (Subscription) async -> Void = { _ in }
  ) {
    self.store = store
    self.carrier = carrier
    self.random = random
    self.onFailure = onFailure
    self.onEnd = onEnd
  }

  /// Takes in what happened, and hands over what is due, until nothing is left to do at the moment.
  ///
  /// - Returns: how many attempts were made.
  package func deliver() async throws -> Int { try await AnnouncementRun(service: self).run() }

  /// Takes in everything that was committed since the last time.
  func gather() async throws {
    let limit = EngineLimits.gatheredAnnouncements
    while try await store.transaction({ try $0.gatherAnnouncements(limit: limit) }) >= limit {}
  }

  func claim(_ limit: Int) async throws -> [(Announcement, Subscription)] {
    try await store.transaction { transaction in
      let claimed = try transaction.claimAnnouncements(
        limit: limit, each: EngineLimits.announcementsEach, leaseSeconds: EngineLimits.outboxLeaseSeconds)
      guard !claimed.isEmpty else { return [] }
      let known = Dictionary(
        try transaction.subscriptions().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      return claimed.compactMap { one in known[one.id.subscription].map { (one, $0) } }
    }
  }

  /// Makes one attempt, and writes down what came of it.
  func attempt(_ announcement: Announcement, _ subscription: Subscription) async throws {
    do throws(DeliveryError) {
      guard announcement.attempts <= EngineLimits.outboxAttempts else {
        throw DeliveryError("the workers that had it never came back; look into their logs", isRetryable: false)
      }
      try await carrier.carry(announcement, to: subscription)
    } catch {
      onFailure(announcement, error)
      return try await mark(announcement, failedBy: error)
    }
    try await store.transaction { try $0.markAnnounced(announcement) }
  }

  private func mark(_ announcement: Announcement, failedBy error: DeliveryError) async throws {
    let wait = wait(after: announcement, error)
    let ended = try await store.transaction { transaction -> Subscription? in
      // The subscription first, as everybody takes the two in this order.
      let known = try transaction.subscription(announcement.id.subscription)
      try transaction.markUnannounced(announcement, reason: error.description, retryAfterSeconds: wait)
      let now = try transaction.currentTime()
      guard var subscription = known, subscription.isInUse else { return nil }
      guard let since = subscription.failingSince else {
        subscription.failingSince = now
        try transaction.keepSubscription(subscription)
        return nil
      }
      guard now.seconds - since.seconds >= EngineLimits.subscriptionPatienceSeconds else { return nil }
      subscription.endedAt = now
      subscription.endedBecause = "no call got through for three days: \(error.description)"
      try transaction.keepSubscription(subscription)
      return subscription
    }
    if let ended { await onEnd(ended) }
  }

  /// Nil gives it up.
  private func wait(after announcement: Announcement, _ error: DeliveryError) -> Int? {
    guard error.isRetryable, announcement.attempts < EngineLimits.outboxAttempts else { return nil }
    let asked = min(error.retryAfterSeconds ?? 0, EngineLimits.longestRetryAfterSeconds)
    return max(asked, Backoff.outbox.seconds(after: announcement.attempts, random: random()))
  }

  func rest() async { await carrier.rest() }
}
