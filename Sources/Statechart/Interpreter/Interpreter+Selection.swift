internal import Expression

// Which transitions are taken: W3C's selectEventlessTransitions, selectTransitions, removeConflictingTransitions.
extension Interpreter {
  /// A faulting guard raises `error.execution` here only once between two microsteps. The selection is repeated after
  /// each internal event that nothing matched, its own error event included, and would otherwise raise errors for ever.
  func selectEventlessTransitions() -> [Int] {
    guard session.configuration.intersects(chart.eventlessStates) else { return [] }
    defer { eventlessFaultsCount = false }
    return select { state in chart.states[state].eventlessTransitions.first { conditionMatch($0, eventlessFaultsCount) }
    }
  }

  /// A guard that faults while `error.execution` itself is being matched is false and raises no further error: that
  /// one would be matched by the same guard again.
  func selectTransitions(_ event: Event) -> [Int] {
    if case .after(let state, let ordinal) = event.timer { return selectTimerTransition(state, ordinal) }
    let faultsCount = event.kind != .platform || event.name != ErrorEvent.name
    return select { state in
      chart.states[state].eventTransitions.first { mayCall(event, $0) && conditionMatch($0, faultsCount) }
    }
  }

  /// The timer of an `after` selects its own transition and no other, if its state is still active (decision 10).
  func selectTimerTransition(_ state: Int, _ ordinal: Int) -> [Int] {
    guard session.configuration.contains(state), chart.states[state].transitions.count > ordinal else { return [] }
    let transition = chart.states[state].transitions.lowerBound + ordinal
    guard case .timer = chart.transitions[transition].trigger else { return [] }
    if conditionMatch(transition, true) { return [transition] }
    // Further ways on from the same deadline, of which the first that is enabled wins.
    for next in (transition + 1)..<chart.states[state].transitions.upperBound {
      guard case .sameTimer = chart.transitions[next].trigger else { break }
      if conditionMatch(next, true) { return [next] }
    }
    return []
  }

  /// For each active leaf in document order, from the leaf outwards, the first transition that may be taken.
  ///
  /// A second leaf that reaches an ancestor of the first asks it nothing new, so each guard is evaluated once.
  private func select(_ firstEnabled: (Int) -> Int?) -> [Int] {
    var enabledTransitions: [Int] = []
    var asked = StateSet()
    for leaf in session.configuration.intersection(chart.atomicStates) {
      var state = leaf
      while !asked.contains(state) {
        asked.insert(state)
        if let transition = firstEnabled(state) {
          enabledTransitions.append(transition)
          break
        }
        if state == 0 { break }
        state = chart.states[state].parent
      }
    }
    return removeConflictingTransitions(enabledTransitions)
  }

  /// Whether the event matches the transition by name and, which W3C knows nothing of, its sender may call it.
  private func mayCall(_ event: Event, _ transition: Int) -> Bool {
    nameMatch(transition, event.name) && host.permits(transition, event)
  }

  /// Whether one of the transition's descriptors matches the event's name.
  func nameMatch(_ transition: Int, _ name: String) -> Bool {
    switch chart.transitions[transition].trigger {
    case .event(let descriptors): descriptors.contains { $0.matches(name) }
    case .done: chart.states[chart.transitions[transition].source].doneEventName == name
    case .timer, .sameTimer, .eventless: false
    }
  }

  /// Whether the transition's guard holds; one that faults does not.
  private func conditionMatch(_ transition: Int, _ faultsCount: Bool) -> Bool {
    guard let condition = chart.transitions[transition].guard else { return true }
    do throws(EvaluationError) {
      return try evaluateCondition(condition)
    } catch {
      if faultsCount { fault(error) }
      return false
    }
  }

  /// Of two transitions that would leave a state in common, the one whose source lies inside the other's wins; else
  /// the one that the earlier leaf selected.
  private func removeConflictingTransitions(_ enabledTransitions: [Int]) -> [Int] {
    guard enabledTransitions.count > 1 else { return enabledTransitions }
    var filteredTransitions: [Int] = []
    for t1 in enabledTransitions {
      var t1Preempted = false
      var transitionsToRemove: [Int] = []
      for t2 in filteredTransitions where computeExitSet([t1]).intersects(computeExitSet([t2])) {
        if chart.isDescendant(chart.transitions[t1].source, chart.transitions[t2].source) {
          transitionsToRemove.append(t2)
        } else {
          t1Preempted = true
          break
        }
      }
      if t1Preempted { continue }
      filteredTransitions.removeAll(where: transitionsToRemove.contains)
      filteredTransitions.append(t1)
    }
    return filteredTransitions
  }
}
