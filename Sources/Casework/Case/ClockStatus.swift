package import CivilTime

/// What one of the workflow's clocks says of a case at an instant. It tells; it never moves anything.
package struct ClockStatus: Sendable, Hashable {
  package enum Phase: String, Sendable, Hashable, CaseIterable {
    /// Nothing has started it yet.
    case waiting
    case running
    /// It stands still: in a state in which it does, or because the case is paused.
    case paused
    /// It runs and has warned.
    case warned
    /// Its limit has passed.
    case breached
    /// It was stopped, by one of its states or the end of the case.
    case stopped
  }

  package let clock: String
  package let phase: Phase
  package let startedAt: Instant?
  /// When the limit passes, or has passed; nil while it stands still and where it never started.
  package let limit: Instant?
  /// The highest warning that was reached, in hundredths of the limit.
  package let warned: Int?
  package let stoppedAt: Instant?
  /// Whether the limit had passed, now or before it was stopped.
  package let isBreached: Bool
}
