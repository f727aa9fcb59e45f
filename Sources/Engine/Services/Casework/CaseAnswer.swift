/// What became of a request.
package struct CaseAnswer: Sendable {
  package let record: CaseRecord
  /// Whether the same request had been answered before; then nothing was done again.
  package let isRepetition: Bool

  package init(record: CaseRecord, isRepetition: Bool) {
    self.record = record
    self.isRepetition = isRepetition
  }
}
