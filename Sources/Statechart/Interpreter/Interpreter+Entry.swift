internal import Expression

// Entering states: W3C's enterStates, computeEntrySet, addDescendantStatesToEnter, addAncestorStatesToEnter.
extension Interpreter {
  /// Enters states from the outside in. A state counts as active during its own entry actions; then come the actions of
  /// its `initial` or of a history's default, its timers (so that an entry action can still set what their length is
  /// computed from) and, for a final state, the done events.
  func enterStates(_ enabledTransitions: [Int], initially: Bool = false) {
    enterStates(
      initially
        ? computeEntrySet(under: 0, targets: chart.states[0].initialTargets) : computeEntrySet(enabledTransitions))
  }

  func enterStates(_ entry: EntrySet) {
    for state in entry.statesToEnter {
      session.configuration.insert(state)
      outputs.append(.entered(state))
      if skip(state) { continue }
      executeContent(chart.states[state].entry)
      if entry.statesForDefaultEntry.contains(state) { executeContent([chart.states[state].initialActions]) }
      if let history = entry.defaultHistoryContent[state] { executeContent([historyDefault(history).actions]) }
      for timer in chart.states[state].timerTransitions { arm(timer) }
      if chart.states[state].kind == .final { complete(state) }
    }
  }

  private func computeEntrySet(_ transitions: [Int]) -> EntrySet {
    var entry = EntrySet()
    for transition in transitions where !chart.transitions[transition].targets.isEmpty {
      let targets = chart.transitions[transition].targets
      for target in targets { addDescendantStatesToEnter(target, &entry) }
      guard let ancestor = getTransitionDomain(transition) else { continue }
      for state in getEffectiveTargetStates(targets) { addAncestorStatesToEnter(state, ancestor, &entry) }
    }
    return entry
  }

  /// What is entered where nothing below an ancestor is active yet.
  func computeEntrySet(under ancestor: Int, targets: [Int]) -> EntrySet {
    var entry = EntrySet()
    for target in targets { addDescendantStatesToEnter(target, &entry) }
    for target in targets { addAncestorStatesToEnter(target, ancestor, &entry) }
    return entry
  }

  private func addDescendantStatesToEnter(_ state: Int, _ entry: inout EntrySet) {
    switch chart.states[state].kind {
    case .history:
      addRemembered(history: state, &entry)
    case .compound:
      entry.statesToEnter.insert(state)
      entry.statesForDefaultEntry.insert(state)
      let targets = chart.states[state].initialTargets
      for target in targets { addDescendantStatesToEnter(target, &entry) }
      for target in targets { addAncestorStatesToEnter(target, state, &entry) }
    case .parallel:
      entry.statesToEnter.insert(state)
      addMissingRegions(of: state, &entry)
    case .atomic, .final:
      entry.statesToEnter.insert(state)
    }
  }

  private func addRemembered(history: Int, _ entry: inout EntrySet) {
    let parent = chart.states[history].parent
    let targets: [Int]
    if let remembered = session.history[history] {
      targets = Array(remembered)
    } else {
      entry.defaultHistoryContent[parent] = history
      targets = historyDefault(history).targets
    }
    for target in targets { addDescendantStatesToEnter(target, &entry) }
    for target in targets { addAncestorStatesToEnter(target, parent, &entry) }
  }

  private func addAncestorStatesToEnter(_ state: Int, _ ancestor: Int, _ entry: inout EntrySet) {
    for proper in chart.getProperAncestors(state, upTo: ancestor) {
      entry.statesToEnter.insert(proper)
      if chart.states[proper].kind == .parallel { addMissingRegions(of: proper, &entry) }
    }
  }

  /// The regions of a parallel that no target lies in begin where they begin by themselves.
  private func addMissingRegions(of parallel: Int, _ entry: inout EntrySet) {
    for child in chart.states[parallel].children
    where !entry.statesToEnter.intersects(chart.states[child].descendants) {
      addDescendantStatesToEnter(child, &entry)
    }
  }

  /// Entering a final state completes its parent and, when that was the last region, the parallel around it: each done
  /// event once, in this order. At the top level it ends the case.
  private func complete(_ state: Int) {
    let parent = chart.states[state].parent
    if parent == 0 {
      running = false
      ending = (state, doneData(of: state))
      return
    }
    enqueue(Event(chart.states[parent].doneEventName, data: doneData(of: state), kind: .platform))
    let grandparent = chart.states[parent].parent
    if grandparent != parent, chart.states[grandparent].kind == .parallel,
      chart.states[grandparent].children.allSatisfy(isInFinalState)
    {
      enqueue(Event(chart.states[grandparent].doneEventName, kind: .platform))
    }
  }

  /// A done event whose data can't be worked out still comes, without it (decision 11).
  private func doneData(of state: Int) -> Value {
    guard let expression = chart.states[state].doneData else { return .null }
    do throws(EvaluationError) {
      return try evaluate(expression, for: .event)
    } catch {
      fault(error)
      return .null
    }
  }

  private func isInFinalState(_ state: Int) -> Bool {
    switch chart.states[state].kind {
    case .compound:
      chart.states[state].children.contains { chart.states[$0].kind == .final && session.configuration.contains($0) }
    case .parallel: chart.states[state].children.allSatisfy(isInFinalState)
    case .atomic, .final, .history: false
    }
  }
}
