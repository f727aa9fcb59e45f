import Expression
import Statechart

/// What a case looks like that shows a finding.
struct PathGoal {
  enum Kind {
    /// It rests in a state.
    case state(Int)
    /// It rests in a state, and all guards hold (or none does).
    case guards(state: Int, [Expression], hold: Bool)
    /// A step of it never ends, in one of these states.
    case endless([Int])
  }

  let kind: Kind
  /// Data to open a case with that may lead there.
  let data: [GuardExample]

  init(state: Int) {
    kind = .state(state)
    data = []
  }

  init(state: Int, guards: [Expression], hold: Bool, data: [GuardExample]) {
    kind = .guards(state: state, guards, hold: hold)
    self.data = data
  }

  init(endlessIn states: [Int]) {
    kind = .endless(states)
    data = []
  }
}
