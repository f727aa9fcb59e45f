package import Casework
package import CivilTime

/// What one look into the store found.
package struct Look: Sendable {
  /// The store's clock: the only one that the engine goes by.
  package let now: Instant
  /// Counts the changes of contacts.
  package let directoryRevision: Int64
  /// Counts the changes of calendars.
  package let calendarRevision: Int64
  package let cases: [CaseRecord]
  /// Of the events that were asked for: those that the journal has.
  package let knownEvents: Set<EventID>

  package init(
    now: Instant, directoryRevision: Int64, calendarRevision: Int64, cases: [CaseRecord],
    knownEvents: Set<EventID> = []
  ) {
    self.now = now
    self.directoryRevision = directoryRevision
    self.calendarRevision = calendarRevision
    self.cases = cases
    self.knownEvents = knownEvents
  }
}
