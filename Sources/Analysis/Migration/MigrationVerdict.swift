package import Casework
package import CivilTime

/// What a migration does to one case, or why it is refused.
package struct MigrationVerdict: Sendable {
  /// The step; nil where the new version has no place for the case.
  package let update: CaseUpdate?
  /// Why it can't be done: for no case, whoever asks for it.
  package let refusals: [String]
  /// Why it is only done where the case is named: it would get stuck, be overdue at once, or lose something.
  package let concerns: [String]
  /// What happens if nobody acts, by the version that it has.
  package let before: Forecast
  /// The same by the new version; nil where there is no step.
  package let after: Forecast?
  /// The dates of timers: those that are others now, those that began, and those that ended.
  package let dates: [MigratedDate]

  /// Whether it is done.
  ///
  /// - Parameter isNamed: whether somebody has allowed it for this very case.
  package func isDone(isNamed: Bool) -> Bool { update != nil && (isNamed || concerns.isEmpty) }
}

/// A timer of a case before and after its migration.
package struct MigratedDate: Sendable, Hashable {
  /// Its name in the new version, or where it has ended in the earlier one.
  package let timer: String
  /// Nil where it did not run, or stood still.
  package let before: Instant?
  /// Nil where it does not run, or stands still.
  package let after: Instant?
  /// Why the earlier version's calendar gives no date; nil where it does.
  package let problem: String?
}
