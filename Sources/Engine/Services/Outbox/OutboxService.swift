package import Casework

/// Hands over what steps asked for, several items at once, and keeps count of what could not be.
///
/// An item is handed over at least once: where a worker dies between the other side's "yes" and the store's, the next
/// worker does it again, under the same identifier.
package struct OutboxService: Sendable {
  package let store: any Store
  /// Who carries each kind of item. Items of a kind without a sender are tried again and, in the end, given up to people.
  package let senders: [OutboxItem.Kind: any Sender]

  /// Counts what was handed over and what was not.
  private let metrics: EngineMetrics
  /// Told of each attempt that failed.
  private let onFailure: @Sendable (OutboxItem, DeliveryError) -> Void
  /// At least 0 and below 1; spreads what is tried again.
  private let random: @Sendable () -> Double

  package init(
    store: any Store, senders: [OutboxItem.Kind: any Sender], metrics: EngineMetrics = EngineMetrics(),
    random: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
    onFailure: @escaping @Sendable (OutboxItem, DeliveryError) -> Void = { _, _ in }
  ) {
    self.store = store
    self.senders = senders
    self.metrics = metrics
    self.random = random
    self.onFailure = onFailure
  }

  /// Hands over what waits now, and ends.
  ///
  /// - Parameter stop: once it is set, what has not been begun is given back for others to claim.
  /// - Returns: how many items were claimed.
  /// - Throws: `StoreError`; what was handed over by then may be handed over again.
  package func deliver(until stop: StopSignal = StopSignal()) async throws -> Int {
    try await OutboxRun(service: self, stop: stop).run()
  }

  /// Claims some of what waits. No more are claimed than are sent at once: a claim is a loan that ends.
  func claim(_ limit: Int) async throws -> [OutboxItem] {
    try await store.transaction { transaction in
      try transaction.claimOutbox(limit: limit, leaseSeconds: EngineLimits.outboxLeaseSeconds)
    }
  }

  /// Makes one attempt.
  ///
  /// - Parameter stop: once it is set, nothing is begun.
  func attempt(_ item: OutboxItem, until stop: StopSignal) async -> Attempt {
    guard !stop.isSet else { return Attempt(item: item, outcome: .untouched) }
    do throws(DeliveryError) {
      guard item.attempts <= EngineLimits.outboxAttempts else {
        throw DeliveryError("the workers that had the item never came back; look into their logs", isRetryable: false)
      }
      guard let sender = senders[item.kind] else {
        throw DeliveryError("nothing here carries items of the kind \(item.kind.rawValue)", isRetryable: true)
      }
      try await sender.send(item)
      metrics.outbox[item.kind.rawValue, "sent"].add()
      return Attempt(item: item, outcome: .sent)
    } catch {
      metrics.outbox[item.kind.rawValue, wait(after: item, error) == nil ? "given_up" : "failed"].add()
      onFailure(item, error)
      return Attempt(item: item, outcome: .failed(error))
    }
  }

  /// Writes down what came of attempts, together.
  func mark(_ attempts: [Attempt]) async throws {
    var (sent, untouched): ([OutboxItem], [OutboxItem]) = ([], [])
    var failed: [(OutboxItem, String, Int?)] = []
    for attempt in attempts {
      switch attempt.outcome {
      case .sent: sent.append(attempt.item)
      case .failed(let error): failed.append((attempt.item, error.description, wait(after: attempt.item, error)))
      case .untouched: untouched.append(attempt.item)
      }
    }
    let (handedOver, refused, givenBack) = (sent, failed, untouched)
    let dead = refused.compactMap { item, reason, wait in wait == nil ? DeadLetter(item, reason: reason) : nil }
    try await DeadLetter.tell(dead, in: store) { transaction in
      if !handedOver.isEmpty { try transaction.markSent(handedOver) }
      for (item, reason, wait) in refused {
        try transaction.markFailed(item, reason: reason, retryAfterSeconds: wait)
      }
      if !givenBack.isEmpty { try transaction.giveBack(givenBack) }
    }
  }

  /// An item, and what came of the attempt to hand it over.
  struct Attempt: Sendable {
    enum Outcome: Sendable {
      case sent
      case failed(DeliveryError)
      /// Not begun, as the worker stops.
      case untouched
    }

    let item: OutboxItem
    let outcome: Outcome
  }

  /// Has items that were given up wait again, and tells their cases.
  ///
  /// - Parameters:
  ///   - reason: what has changed since; it stands in the histories.
  ///   - actor: who asks for it.
  /// - Returns: what became of each, in order.
  package static func retry(
    _ ids: [OutboxItem.ID], reason: String?, by actor: Actor, in store: any Store
  ) async throws -> [RetryOutcome] {
    precondition(ids.count <= EngineLimits.requestBatch, "wishes come in batches")
    let letters = ids.map { DeadLetter(retrying: $0, reason: reason, by: actor) }
    return try await DeadLetter.tell(letters, in: store) { transaction in
      try transaction.retry(ids)
    } of: { outcomes in
      zip(letters, outcomes).compactMap { $1 == .queued ? $0 : nil }
    }
  }

  /// Lets go of what senders keep open for the next item.
  func rest() async {
    for sender in senders.values { await sender.rest() }
  }

  /// Nil gives the item up to people.
  private func wait(after item: OutboxItem, _ error: DeliveryError) -> Int? {
    guard error.isRetryable, item.attempts < EngineLimits.outboxAttempts else { return nil }
    let asked = min(error.retryAfterSeconds ?? 0, EngineLimits.longestRetryAfterSeconds)
    return max(asked, Backoff.outbox.seconds(after: item.attempts, random: random()))
  }
}
