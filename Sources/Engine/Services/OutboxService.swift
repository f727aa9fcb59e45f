/// Hands over what steps asked for, and keeps count of what could not be.
package struct OutboxService: Sendable {
  package let store: any Store
  /// Who carries each kind of item. Items of a kind without a sender are tried again and, in the end, given up to people.
  package let senders: [OutboxItem.Kind: any Sender]

  /// Counts what was handed over and what was not.
  private let metrics: EngineMetrics
  /// Told of each attempt that failed.
  private let onFailure: @Sendable (OutboxItem, DeliveryError) -> Void

  package init(
    store: any Store, senders: [OutboxItem.Kind: any Sender], metrics: EngineMetrics = EngineMetrics(),
    onFailure: @escaping @Sendable (OutboxItem, DeliveryError) -> Void = { _, _ in }
  ) {
    self.store = store
    self.senders = senders
    self.metrics = metrics
    self.onFailure = onFailure
  }

  /// Hands over a batch of what waits.
  ///
  /// - Parameter stop: once it is set, what has not been begun is given back for others to claim.
  /// - Returns: how many items were claimed.
  package func deliver(
    limit: Int = EngineLimits.outboxBatch, until stop: StopSignal = StopSignal()
  ) async throws -> Int {
    let items = try await store.transaction { transaction in
      try transaction.claimOutbox(limit: limit, leaseSeconds: EngineLimits.outboxLeaseSeconds)
    }
    var sent: [OutboxItem] = []
    var failed: [(item: OutboxItem, error: DeliveryError)] = []
    var untouched: ArraySlice<OutboxItem> = []
    for (index, item) in items.enumerated() {
      guard !stop.isSet else {
        untouched = items[index...]
        break
      }
      do throws(DeliveryError) {
        guard let sender = senders[item.kind] else {
          throw DeliveryError("nothing here carries items of the kind \(item.kind.rawValue)", isRetryable: true)
        }
        try await sender.send(item)
        sent.append(item)
        metrics.outbox[item.kind.rawValue, "sent"].add()
      } catch {
        failed.append((item, error))
        metrics.outbox[item.kind.rawValue, Self.wait(after: item, error) == nil ? "given_up" : "failed"].add()
        onFailure(item, error)
      }
    }
    let (handedOver, refused, givenBack) = (sent, failed, Array(untouched))
    if !items.isEmpty {
      try await store.transaction { transaction in
        if !handedOver.isEmpty { try transaction.markSent(handedOver) }
        for (item, error) in refused {
          try transaction.markFailed(
            item, reason: error.description, retryAfterSeconds: Self.wait(after: item, error))
        }
        try transaction.giveBack(givenBack)
      }
    }
    return items.count
  }

  /// Twice as long after each attempt, from half a minute on; nil gives the item up to people.
  private static func wait(after item: OutboxItem, _ error: DeliveryError) -> Int? {
    guard error.isRetryable, item.attempts < EngineLimits.outboxAttempts else { return nil }
    return 30 << min(max(0, item.attempts - 1), 10)
  }
}
