package import Expression
import Statechart

/// What somebody wants to know of a case when certain steps are over: the data are told apart there as far as the
/// condition does.
package struct SpaceQuestion: Sendable {
  package let condition: Expression
  /// It is asked after steps that take one of these transitions, …
  package var transitions: Set<Int> = []
  /// … enter one of these states, …
  package var states: Set<Int> = []
  /// … do one of these things outside, …
  package var effects: Set<Int> = []
  /// … end the case, …
  package var atEnd = false
  /// … open it, …
  package var atOpening = false
  /// … or leave it waiting in one of these states.
  package var waiting: Set<Int> = []

  package init(_ condition: Expression) { self.condition = condition }

  /// Whether it is asked after a step.
  func isAsked(after outputs: [Output], _ session: Session, isOpening: Bool) -> Bool {
    if atOpening && isOpening { return true }
    if !session.isDone, waiting.contains(0) || session.configuration.contains(where: waiting.contains) { return true }
    return outputs.contains { output in
      switch output {
      case .took(let transition): transitions.contains(transition)
      case .entered(let state): states.contains(state)
      case .performed(let effect, _): effects.contains(effect)
      case .ended: atEnd
      case .exited, .skipped, .logged, .raised, .scheduled, .cancelled, .sent, .assigned, .fault, .ignored: false
      }
    }
  }

  /// Whether what a state does, or being there, may make it asked.
  func concerns(_ state: State, of chart: Statechart) -> Bool {
    if waiting.contains(0) || waiting.contains(state.number) || states.contains(state.number) { return true }
    if atEnd && state.kind == .final && state.parent == 0 { return true }
    if state.transitions.contains(where: transitions.contains) { return true }
    let blocks =
      state.entry + state.exit + [state.initialActions] + state.transitions.map { chart.transitions[$0].actions }
    return blocks.contains { $0.contains { $0.performs(oneOf: effects) } }
  }
}

extension Action {
  /// Whether it does one of these things outside, in whatever branch.
  func performs(oneOf effects: Set<Int>) -> Bool {
    switch self {
    case .perform(let effect, _): effects.contains(effect)
    case .choose(let branches): branches.contains { $0.actions.contains { $0.performs(oneOf: effects) } }
    case .assign, .raise, .send, .cancel, .log: false
    }
  }
}
