package import WorkingTime

/// More time for a deadline that runs, asked for by one person and approved by another.
package struct DeadlineExtension: Sendable, Hashable {
  /// The state whose deadline is meant; nil for the innermost that has one.
  package let state: String?
  package let delay: Delay
  package let reason: String
  /// The account of the person who approved it: never whoever sends it.
  package let approver: String

  package init(of state: String? = nil, by delay: Delay, reason: String, approver: String) {
    self.state = state
    self.delay = delay
    self.reason = reason
    self.approver = approver
  }
}
