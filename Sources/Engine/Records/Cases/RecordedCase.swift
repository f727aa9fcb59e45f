package import Casework

/// A case as it is kept, and its history up to there.
package struct RecordedCase: Sendable, Hashable {
  package let record: CaseRecord
  package let journal: [JournalEntry]

  package init(record: CaseRecord, journal: [JournalEntry]) {
    self.record = record
    self.journal = journal
  }
}
