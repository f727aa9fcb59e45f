/// Carries one item of the outbox out of the system.
package protocol Sender: Sendable {
  /// Hands an item over. It may be called twice for one item, after a crash: the item's identifier tells.
  ///
  /// - Throws: `DeliveryError` where it could not be handed over.
  func send(_ item: OutboxItem) async throws(DeliveryError)
  /// Nothing waits at the moment: what was kept open for the next item may be closed.
  func rest() async
}

extension Sender {
  package func rest() async {}
}
