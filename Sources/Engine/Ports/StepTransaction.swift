package import Casework

/// What the engine itself reads and writes: cases as they are stepped.
package protocol StepTransaction {
  /// What a step needs to know first, in one look: the time, what is newest, the cases, and which events are known.
  ///
  /// - Parameters:
  ///   - cases: those that are wanted; one that is not there is missing from the answer.
  ///   - events: pairs of a case and an event whose answer says whether the journal has it already.
  func look(at cases: [CaseID], for events: [(case: CaseID, event: EventID)]) throws -> Look
  /// Claims open cases whose next timer is due, the longest overdue first. Nobody else claims them until the
  /// transaction ends, and nobody waits for them.
  ///
  /// - Parameter limit: at most so many cases.
  func claimDue(limit: Int) throws -> Look
  /// Writes steps together: case, journal entry, next due instant and outbox. A case whose revision has moved on, or
  /// whose journal has the event, is left alone and reported; the others are written.
  ///
  /// Several steps of one case in a row, each with the revision after the one before, are written together or not at
  /// all.
  func write(_ writes: [CaseWrite]) throws -> [WriteOutcome]
  /// Writes as `write` does and commits, which saves a round trip. The transaction is over then and takes nothing more,
  /// so what the outcomes say can no longer undo it.
  func commit(writing writes: [CaseWrite]) throws -> [WriteOutcome]
  /// Writes and commits what was decided without a look. Where the premises don't hold nothing is written, and every
  /// write is reported as a conflict, or as a duplicate where the journal has its event.
  func commit(writing writes: [CaseWrite], under premises: Premises) throws -> [WriteOutcome]
}
