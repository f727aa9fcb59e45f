package import WorkingTime

/// That a case goes on by another version of its workflow: where it then stands, and what becomes of what runs.
package struct CaseMigration: Sendable, Hashable {
  /// The version by which the case has gone so far.
  package let previous: Workflow
  /// By state of that version: the state that it becomes, where that has another id.
  package let states: [String: String]
  /// What becomes of timers and clocks, unless their state says otherwise.
  package let policy: TimerPolicy
  /// By state of the earlier version: what becomes of its timers.
  package let policies: [String: TimerPolicy]

  /// The calendar by which the dates were worked out so far; nil where the versions count in the same one.
  package var calendar: WorkingCalendar?

  package init(
    from previous: Workflow, states: [String: String] = [:], policy: TimerPolicy = .keep,
    policies: [String: TimerPolicy] = [:]
  ) {
    self.previous = previous
    self.states = states
    self.policy = policy
    self.policies = policies
  }

  /// What a state of the earlier version is called in the new one.
  package func state(_ id: String) -> String { states[id] ?? id }

  func policy(of state: String) -> TimerPolicy { policies[state] ?? policy }
}
