package import Casework
package import CivilTime

/// One decided step, ready to be kept.
package struct CaseWrite: Sendable {
  /// The case as it shall stand; its revision is one more than that which was read, and 1 for a new case.
  package let record: CaseRecord
  package let entry: JournalEntry
  package let outbox: [OutboxItem]
  /// `nextDue` of the record that was read; nil for a new case and where no timer ran.
  package let previousDue: Instant?

  package init(record: CaseRecord, entry: JournalEntry, outbox: [OutboxItem], previousDue: Instant?) {
    self.record = record
    self.entry = entry
    self.outbox = outbox
    self.previousDue = previousDue
  }
}
