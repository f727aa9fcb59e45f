import CivilTime
package import Statechart
package import WorkingTime

/// A running timer of a case: what it is for, and the budget from which its instant derives.
package struct CaseTimer: Sendable, Hashable {
  /// What falls due.
  package enum Purpose: Sendable, Hashable {
    /// An `after`, `within` or `remind` of a state.
    case after(state: Int, transition: Int)
    /// A delayed `send` with its identifier, and the event that it will be.
    case send(id: String, Event)
    /// A warning of a clock: so many hundredths of its limit have run.
    case clock(id: String, percent: Int)
    /// The end of the longest pause.
    case pauseLimit
  }

  /// Counted from 1 over the case's life: the order of start, and the identity of the event it becomes.
  package let sequence: Int
  package let purpose: Purpose
  package var budget: Budget

  /// Seconds after which a timer whose step was refused is tried again, unless something happens to its case before.
  package static let retrySeconds: Int64 = 3_600

  package init(sequence: Int, purpose: Purpose, budget: Budget) {
    self.sequence = sequence
    self.purpose = purpose
    self.budget = budget
  }
}
