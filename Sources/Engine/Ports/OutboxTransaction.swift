/// What waits to be handed over.
package protocol OutboxTransaction {
  /// Claims what waits in the outbox and is due, the oldest first, for as long as a lease. A claim is an attempt and
  /// counts as one, so that an item whose worker dies of it is given up some day like any other.
  func claimOutbox(limit: Int, leaseSeconds: Int) throws -> [OutboxItem]
  /// Records that items were handed over.
  func markSent(_ items: [OutboxItem]) throws
  /// Records that an item could not be handed over, and when it is tried again; nil gives it up to people. Changes
  /// nothing where somebody else has claimed the item since.
  func markFailed(_ item: OutboxItem, reason: String, retryAfterSeconds: Int?) throws
  /// Gives back what was claimed and not begun, as its worker stops: others may claim it at once, and the claim counts
  /// as no attempt. Changes nothing where somebody else has claimed the item since.
  func giveBack(_ items: [OutboxItem]) throws
  /// What waits, the next to be handed over first.
  func waitingItems(limit: Int) throws -> [OutboxItem]
  /// What was given up to people, the last first.
  func deadLetters(limit: Int) throws -> [OutboxItem]
  /// Has items that were given up wait again, and says of each what became of it.
  func retry(_ ids: [OutboxItem.ID]) throws -> [RetryOutcome]
}
