package import Casework
package import CivilTime

/// What one look into the store found.
package struct Look: Sendable {
  /// The store's clock: the only one that the engine goes by.
  package let now: Instant
  package let revisions: ReferenceRevisions
  /// Counts the changes of contacts.
  package var directoryRevision: Int64 { revisions.directory }
  /// Counts the changes of calendars.
  package var calendarRevision: Int64 { revisions.calendars }
  package let cases: [CaseRecord]
  /// Of the events that were asked for: those that the journal has.
  package let knownEvents: Set<EventID>
  /// Of a claim: when the next timer that is not due yet falls due; nil where none runs.
  package let nextDue: Instant?

  package init(
    now: Instant, revisions: ReferenceRevisions, cases: [CaseRecord], knownEvents: Set<EventID> = [],
    nextDue: Instant? = nil
  ) {
    self.now = now
    self.revisions = revisions
    self.cases = cases
    self.knownEvents = knownEvents
    self.nextDue = nextDue
  }
}
