package import WorkingTime

/// That another version of the calendar has come into force, and what becomes of the dates it would move.
package struct Recalculation: Sendable, Hashable {
  /// The version by which the dates were worked out so far; the new one is among the step's facts.
  package let previous: WorkingCalendar
  /// The number of the new version, for the history.
  package let version: Int64
  /// Whether running timers are held to the dates that they have; else they move.
  package let keepsDates: Bool

  package init(previous: WorkingCalendar, version: Int64, keepsDates: Bool) {
    self.previous = previous
    self.version = version
    self.keepsDates = keepsDates
  }
}
