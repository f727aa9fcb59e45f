package import Expression

/// A state as a workflow writes it, with its children inside: what a chart is built from.
package struct StateDefinition: Sendable {
  /// What sort of state it is.
  package enum Kind: Hashable, Sendable {
    /// A state without children.
    case atomic
    /// A state of whose children exactly one is active with it.
    case compound
    /// A state whose children are all active with it.
    case parallel
    /// A state that completes its parent.
    case final
    /// A place that stands for what was active when its parent was last left.
    case history(deep: Bool)
  }

  /// Where a compound state begins, and what is done on the way.
  package struct Initial: Sendable {
    /// The ids of descendants.
    package var targets: [String]
    /// What is done after the state's own entry actions.
    package var actions: [Action]

    /// A beginning.
    package init(targets: [String], actions: [Action] = []) {
      self.targets = targets
      self.actions = actions
    }
  }

  /// Unique in its chart.
  package var id: String
  /// What sort of state it is.
  package var kind: Kind
  /// Where a compound state begins; none means its first child that is not a history.
  package var initial: Initial?
  /// What entering does: blocks, of which a fault ends its own only.
  package var entry: [[Action]]
  /// What leaving does, in blocks likewise.
  package var exit: [[Action]]
  /// In document order. A history's only transition is its default.
  package var transitions: [TransitionDefinition]
  /// Which of its transitions, counted from 0, is taken at once where the host finds nobody to answer for the state: its
  /// deadline's. Nil for a state that is never skipped.
  package var deadlineWhenVacant: Int?
  /// What the done event of a final state's parent carries.
  package var doneData: Expression?
  /// In document order.
  package var children: [StateDefinition]

  /// A state; `atomic` with children means `compound`, as in a file that leaves the type out.
  package init(
    id: String, kind: Kind = .atomic, initial: Initial? = nil, entry: [[Action]] = [], exit: [[Action]] = [],
    transitions: [TransitionDefinition] = [], doneData: Expression? = nil, children: [StateDefinition] = []
  ) {
    self.id = id
    self.kind = kind == .atomic && !children.isEmpty ? .compound : kind
    self.initial = initial
    self.entry = entry
    self.exit = exit
    self.transitions = transitions
    self.doneData = doneData
    self.children = children
  }
}
