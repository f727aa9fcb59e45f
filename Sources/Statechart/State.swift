package import Expression

/// A state of a chart, with all that the algorithm asks of it worked out beforehand.
package struct State: Sendable {
  /// Its id; empty for the root.
  package let id: String
  /// What sort of state it is.
  package let kind: StateDefinition.Kind
  /// Its own number in document order; the root is 0.
  package let number: Int
  /// The number of its parent; the root is its own.
  package let parent: Int
  /// How many ancestors it has.
  package let depth: Int
  /// The numbers of its descendants: they follow it without a gap.
  package internal(set) var descendants: Range<Int>
  /// Its children in document order, histories left out.
  package internal(set) var children: [Int] = []
  /// Its history states.
  package internal(set) var histories: [Int] = []
  /// Where it begins, when it is compound.
  package internal(set) var initialTargets: [Int] = []
  /// What is done after its entry actions when it is entered without a target inside.
  package let initialActions: [Action]
  /// What entering does, in blocks.
  package let entry: [[Action]]
  /// What leaving does, in blocks.
  package let exit: [[Action]]
  /// The numbers of its transitions in the chart. A history's only one is its default.
  package internal(set) var transitions: Range<Int>
  /// Those of its transitions that an event may call.
  package internal(set) var eventTransitions: [Int] = []
  /// Those of its transitions that nothing calls.
  package internal(set) var eventlessTransitions: [Int] = []
  /// Those of its transitions that a timer calls.
  package internal(set) var timerTransitions: [Int] = []
  /// Which of its transitions is taken where nobody answers for it.
  package let deadlineWhenVacant: Int?
  /// What the done event of its parent carries, when it is final.
  package let doneData: Expression?
  /// `done.state.ID`.
  package let doneEventName: String

  /// Whether it is a state without children that can be active: atomic or final.
  package var isAtomic: Bool {
    switch kind {
    case .atomic, .final: true
    case .compound, .parallel, .history: false
    }
  }

  /// Whether it is a history state.
  package var isHistory: Bool {
    switch kind {
    case .history: true
    case .atomic, .compound, .parallel, .final: false
    }
  }

  /// Itself and its descendants.
  var subtree: Range<Int> { number..<descendants.upperBound }
}
