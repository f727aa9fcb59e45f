internal import Expression

// Leaving states: W3C's exitStates, computeExitSet, getTransitionDomain, getEffectiveTargetStates.
extension Interpreter {
  /// Leaves states from the inside out. What histories remember is recorded before any exit action runs, a state counts
  /// as active during its own exit actions, and its timers die with it.
  func exitStates(_ enabledTransitions: [Int]) {
    let statesToExit = computeExitSet(enabledTransitions)
    for state in statesToExit { recordHistory(of: state) }
    for state in statesToExit.inExitOrder {
      outputs.append(.exited(state))
      if skipped.contains(state) {
        skipped.remove(state)
      } else {
        executeContent(chart.states[state].exit)
        for timer in chart.states[state].timerTransitions { outputs.append(.cancelled(timerKey(timer))) }
      }
      session.configuration.remove(state)
    }
  }

  /// A shallow history remembers the active children of its parent, a deep one the active leaves inside it.
  private func recordHistory(of state: Int) {
    for history in chart.states[state].histories {
      let inside = session.configuration.intersection(chart.states[state].descendants)
      session.history[history] =
        chart.states[history].kind == .history(deep: true)
        ? inside.intersection(chart.atomicStates)
        : StateSet(chart.states[state].children.filter(inside.contains))
    }
  }

  func computeExitSet(_ transitions: [Int]) -> StateSet {
    var statesToExit = StateSet()
    for transition in transitions {
      guard let domain = getTransitionDomain(transition) else { continue }
      statesToExit.formUnion(session.configuration.intersection(chart.states[domain].descendants))
    }
    return statesToExit
  }

  func getTransitionDomain(_ transition: Int) -> Int? {
    let transition = chart.transitions[transition]
    guard transition.hasHistoryTarget else { return transition.fixedDomain }
    return chart.getTransitionDomain(transition, effectiveTargets: Array(getEffectiveTargetStates(transition.targets)))
  }

  /// The targets, with each history replaced by what it remembers or, when it was never recorded, by its default.
  func getEffectiveTargetStates(_ targets: [Int]) -> StateSet {
    var effectiveTargets = StateSet()
    for target in targets {
      if !chart.states[target].isHistory {
        effectiveTargets.insert(target)
      } else if let remembered = session.history[target] {
        effectiveTargets.formUnion(remembered)
      } else {
        effectiveTargets.formUnion(getEffectiveTargetStates(historyDefault(target).targets))
      }
    }
    return effectiveTargets
  }

  /// The transition that a history state stands for when its parent was never left.
  func historyDefault(_ history: Int) -> Transition {
    chart.transitions[chart.states[history].transitions.lowerBound]
  }
}
