package import Casework
package import CivilTime

/// What happens meanwhile to a case that the one which is forecast has started, or starts on the way.
package struct ForecastKin: Sendable {
  package let id: CaseID
  /// The case that started it.
  package let parent: CaseID?
  package let workflow: Workflow
  /// Whether it is started only on the way: what it will be called then depends on the very moment.
  package let isForeseen: Bool
  /// What happens to it, in order of time; the first is its opening, where it is started only on the way.
  package let entries: [JournalEntry]
  /// When it closes; nil where it does not as long as the forecast goes.
  package let closesAt: Instant?

  package var reference: CaseReference { CaseReference(of: id) }
}
