package import CivilTime

/// When something is due, and the days that did not count on the way there.
package struct Deadline: Hashable, Sendable {
  /// The instant; for working days the end of office hours on `date`.
  package let instant: Instant

  /// The local date.
  package let date: CivilDate

  /// The days that were passed over, in the order they were.
  package let skipped: [SkippedDay]
}
