package import CivilTime
package import WorkingTime

/// How one of the workflow's clocks runs for a case.
package struct ClockRun: Sendable, Hashable {
  /// The limit, counted down. Nil where an older document did not keep it.
  package var budget: Budget?
  /// When it was stopped, by one of its states or the end of the case.
  package var stoppedAt: Instant?

  package init(budget: Budget?, stoppedAt: Instant? = nil) {
    self.budget = budget
    self.stoppedAt = stoppedAt
  }

  /// Whether it has started and was not stopped.
  var isOpen: Bool { stoppedAt == nil }
}
