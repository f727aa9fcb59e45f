package import Expression

/// A transition as a workflow writes it: what calls it, when it is allowed, where it leads and what it does.
package struct TransitionDefinition: Sendable {
  /// What calls a transition.
  package enum Trigger: Sendable {
    /// An event that one of the descriptors matches.
    case event([EventDescriptor])
    /// The passing of time since its state was entered.
    case timer(TimerLength)
    /// The timer of the transition before it, for when that one's guard is false: one deadline, several ways on.
    case sameTimer
    /// Nothing: it is taken as soon as its guard allows it.
    case eventless
    /// `done.state.ID` of its own state, and of no other.
    case done
  }

  /// What calls it.
  package var trigger: Trigger
  /// When it is allowed; always, where there is none.
  package var `guard`: Expression?
  /// Where it leads; empty for one that stays.
  package var targets: [String]
  /// Whether a transition of a compound state into itself leaves that state alone (W3C's `type="internal"`).
  package var isInternal: Bool
  /// What it does between leaving and entering.
  package var actions: [Action]

  /// A transition.
  package init(
    trigger: Trigger, guard: Expression? = nil, targets: [String] = [], isInternal: Bool = false,
    actions: [Action] = []
  ) {
    self.trigger = trigger
    self.guard = `guard`
    self.targets = targets
    self.isInternal = isInternal
    self.actions = actions
  }
}
