/// Numbers a definition's states and transitions, finds the targets, and collects what is wrong.
struct StatechartBuilder {
  private(set) var states: [State] = []
  private(set) var transitions: [Transition] = []
  private(set) var numbers: [String: Int] = [:]
  private(set) var problems: [StatechartError.Problem] = []
  private var definitions: [StateDefinition] = []

  /// Builds the whole chart under a root.
  mutating func add(_ root: StateDefinition) {
    var root = root
    root.kind = .compound
    number(root, parent: 0, depth: 0)
    for state in states.indices { resolve(state) }
  }

  private mutating func number(_ definition: StateDefinition, parent: Int, depth: Int) {
    let number = states.count
    states.append(
      State(
        id: definition.id, kind: definition.kind, number: number, parent: parent, depth: depth,
        descendants: number + 1..<number + 1, initialActions: definition.initial?.actions ?? [],
        entry: definition.entry, exit: definition.exit, transitions: 0..<0,
        deadlineWhenVacant: definition.deadlineWhenVacant, doneData: definition.doneData,
        doneEventName: "done.state.\(definition.id)"))
    definitions.append(definition)
    if definition.id.isEmpty {
      if number > 0 { problems.append(.emptyID(parent: states[parent].id)) }
    } else if numbers.updateValue(number, forKey: definition.id) != nil {
      problems.append(.duplicateID(definition.id))
    }
    if number > 0 {
      if states[number].isHistory {
        states[parent].histories.append(number)
      } else {
        states[parent].children.append(number)
      }
    }
    for child in definition.children { self.number(child, parent: number, depth: depth + 1) }
    states[number].descendants = number + 1..<states.count
  }

  private mutating func resolve(_ number: Int) {
    let definition = definitions[number]
    let first = transitions.count
    for (ordinal, transition) in definition.transitions.enumerated() { add(transition, ordinal, of: number) }
    states[number].transitions = first..<transitions.count
    checkShape(number, definition)
    guard states[number].kind == .compound else { return }
    resolveInitial(number, definition)
  }

  private mutating func add(_ definition: TransitionDefinition, _ ordinal: Int, of source: Int) {
    let number = transitions.count
    let targets = find(definition.targets, from: source)
    transitions.append(
      Transition(
        number: number, source: source, ordinal: ordinal, trigger: definition.trigger, guard: definition.guard,
        targets: targets, isInternal: definition.isInternal, actions: definition.actions,
        hasHistoryTarget: targets.contains { states[$0].isHistory }))
    guard !states[source].isHistory else { return }
    switch definition.trigger {
    case .event, .done: states[source].eventTransitions.append(number)
    case .eventless: states[source].eventlessTransitions.append(number)
    case .timer: states[source].timerTransitions.append(number)
    // Asked when the timer before it fires, and never by itself.
    case .sameTimer: break
    }
  }

  private mutating func find(_ ids: [String], from source: Int) -> [Int] {
    var found: [Int] = []
    for id in ids {
      guard let target = numbers[id] else {
        problems.append(.unknownTarget(id, of: states[source].id))
        continue
      }
      if let other = found.first(where: { !canBeActiveTogether($0, target) }) {
        problems.append(.conflictingTargets([states[other].id, id], of: states[source].id))
      }
      if !found.contains(target) { found.append(target) }
    }
    return found
  }

  private mutating func resolveInitial(_ number: Int, _ definition: StateDefinition) {
    guard let initial = definition.initial, !initial.targets.isEmpty else {
      states[number].initialTargets = Array(states[number].children.prefix(1))
      return
    }
    let targets = find(initial.targets, from: number)
    for target in targets where !states[number].descendants.contains(target) {
      problems.append(.initialOutside(states[target].id, of: states[number].id))
    }
    states[number].initialTargets = targets
  }

  private mutating func checkShape(_ number: Int, _ definition: StateDefinition) {
    let state = states[number]
    switch state.kind {
    case .atomic: break
    case .compound, .parallel:
      if state.children.isEmpty { problems.append(.noChildren(state.id)) }
    case .final:
      if !definition.children.isEmpty || !definition.transitions.isEmpty { problems.append(.leafHasContent(state.id)) }
    case .history:
      if !definition.children.isEmpty { problems.append(.leafHasContent(state.id)) }
      checkDefault(of: state)
    }
  }

  private mutating func checkDefault(of history: State) {
    guard history.transitions.count == 1, let transition = transitions.last, transition.guard == nil,
      case .eventless = transition.trigger, !definitions[history.number].transitions[0].targets.isEmpty
    else {
      problems.append(.historyWithoutDefault(history.id))
      return
    }
    for target in transition.targets where !states[history.parent].descendants.contains(target) {
      problems.append(.historyDefaultOutside(states[target].id, of: history.id))
    }
  }

  /// Two targets go together when the innermost state around both is a parallel, or one lies inside the other.
  private func canBeActiveTogether(_ one: Int, _ other: Int) -> Bool {
    if states[one].subtree.contains(other) || states[other].subtree.contains(one) { return true }
    var ancestor = states[one].parent
    while !states[ancestor].descendants.contains(other) { ancestor = states[ancestor].parent }
    return states[ancestor].kind == .parallel
  }
}
