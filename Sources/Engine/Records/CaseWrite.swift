package import Casework
package import CivilTime

/// One decided step, ready to be kept.
package struct CaseWrite: Sendable {
  /// The case as it shall stand; its revision is one more than that which was read, and 1 for a new case.
  package private(set) var record: CaseRecord
  package let entry: JournalEntry
  /// What the step wants done outside, in order; the store makes `OutboxItem`s of it.
  package let outbox: [OutboxItem.Content]
  /// `nextDue` of the record that was read; nil for a new case and where no timer ran.
  package let previousDue: Instant?
  /// The entry's texts as they are kept, and its link in the chain.
  package let seal: JournalSeal

  /// - Parameter previousHead: `head` of the record that was read; nil for a new case.
  package init(
    record: CaseRecord, entry: JournalEntry, outbox: [OutboxItem.Content], previousDue: Instant?,
    previousHead: [UInt8]? = nil
  ) {
    seal = JournalSeal(of: entry, record.id, outbox, after: previousHead)
    self.record = record
    self.record.head = seal.hash
    self.entry = entry
    self.outbox = outbox
    self.previousDue = previousDue
  }

  /// The same step, with the case claimed again at another instant, and with or without a reason to look at it.
  func waiting(until next: Instant?, parked: String?) -> CaseWrite {
    var write = self
    write.record.nextDue = next
    write.record.parked = parked
    return write
  }
}
