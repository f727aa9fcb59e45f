package import Casework
package import CivilTime

/// One decided step, ready to be kept. It goes from hand to hand and into several lists on its way, so it is an object:
/// a copy of all its parts would cost more than some of them.
package final class CaseWrite: Sendable {
  /// The case as it shall stand; its revision is one more than that which was read, and 1 for a new case.
  package let record: CaseRecord
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
    var record = record
    record.head = seal.hash
    self.record = record
    self.entry = entry
    self.outbox = outbox
    self.previousDue = previousDue
  }

  private init(_ write: CaseWrite, _ record: CaseRecord) {
    self.record = record
    entry = write.entry
    outbox = write.outbox
    previousDue = write.previousDue
    seal = write.seal
  }

  /// The same step, with the case claimed again at another instant, and with or without a reason to look at it.
  func waiting(until next: Instant?, parked: String?) -> CaseWrite {
    var record = record
    record.nextDue = next
    record.parked = parked
    return CaseWrite(self, record)
  }
}
