import Statechart

/// Looks for states that no case is ever in, for states that no case ever leaves, and for endings that never come.
struct ReachabilityCheck {
  let check: CheckContext

  private var chart: Statechart { check.chart }

  func run() {
    // A case that was closed may be taken up again where nothing else leads.
    let starts = chart.states[0].initialTargets + [check.workflow.reopening?.target].compactMap(\.self)
    let reachability = Reachability(chart, neverTaken: check.neverTaken, from: starts)
    reportUnreachable(reachability)
    for state in chart.states where reachability.reached.contains(state.number) {
      checkCompletion(state, reachability)
      if state.isAtomic, state.number != 0 { checkWayOut(state, reachability) }
    }
  }

  // MARK: No way in

  /// Reports the outermost states that are not reached, each with those that only it leads to.
  private func reportUnreachable(_ reachability: Reachability) {
    let open = chart.states.filter {
      $0.number != 0 && !reachability.reached.contains($0.number) && reachability.reached.contains($0.parent)
    }.map(\.number)
    check.unreachable.formUnion(chart.states.map(\.number).filter { !reachability.reached.contains($0) })
    guard !open.isEmpty else { return }
    var told: Set<Int> = []
    let heads = heads(of: open)
    for head in heads.sorted().prefix(Diagnostics.defaultLimit) {
      let behind = Reachability(chart, from: [head]).reached
      let others = open.filter { behind.contains($0) && !heads.contains($0) && told.insert($0).inserted }
      report(unreachable: head, others)
    }
  }

  /// States that no other unreachable one leads to; of those that lead to each other in a ring the first.
  private func heads(of open: [Int]) -> Set<Int> {
    var ledTo: Set<Int> = []
    for state in open {
      for inner in state..<chart.states[state].descendants.upperBound {
        for number in chart.states[inner].transitions {
          ledTo.formUnion(chart.transitions[number].targets.filter { $0 != state })
        }
      }
    }
    var heads = Set(open).subtracting(ledTo)
    var covered = Reachability(chart, from: heads.sorted()).reached
    for state in open where !covered.contains(state) {
      heads.insert(state)
      covered.formUnion(Reachability(chart, from: [state]).reached)
    }
    return heads
  }

  private func report(unreachable state: Int, _ behind: [Int]) {
    let others =
      behind.isEmpty ? "" : ", and so none to \(behind.map { check.id($0) }.inQuotes(joinedBy: "and"))"
    let calling = chart.transitions.filter { $0.targets.contains(state) && $0.source != state }
    let remedy =
      calling.first.map { "make the transition in line \(check.line($0.number)) possible, or take the state out" }
      ?? "name it as the target of a transition, or take it out"
    check.report(
      .unreachableState, .warning, at: check.places.states[state],
      "no path leads to \(check.id(state).inQuotes)\(others)", remedy: remedy)
  }

  // MARK: No way out

  private func checkWayOut(_ state: State, _ reachability: Reachability) {
    if state.kind == .final, state.parent == 0 { return }
    let hasWayOut = sources(around: state).contains { source in
      chart.states[source].transitions.contains {
        reachability.isPossible(chart.transitions[$0]) && leaves(state, by: chart.transitions[$0])
      }
    }
    guard !hasWayOut else { return }
    let isFinal = state.kind == .final
    check.hasNoWayOut.insert(state.number)
    check.report(
      .noWayOut, .error, at: check.places.states[state.number],
      isFinal
        ? "a case that completes \(check.id(state.parent).inQuotes) stays there for ever: nothing follows"
        : "a case that gets into \(check.id(state.number).inQuotes) stays there for ever",
      remedy: isFinal
        ? "add \"onDone: \" to \(check.id(state.parent).inQuotes), with the state to go to"
        : "add a transition or a deadline that leads out of it, or make it \"type: final\"",
      path: PathGoal(state: state.number))
  }

  /// The states whose transitions may concern a state: itself, those around it, and all others of a parallel.
  private func sources(around state: State) -> [Int] {
    var around = [state.number]
    var outermostParallel: Int?
    while let last = around.last, last != 0 {
      around.append(chart.states[last].parent)
      if chart.states[around[around.count - 1]].kind == .parallel { outermostParallel = around[around.count - 1] }
    }
    return outermostParallel.map { around + Array(chart.states[$0].descendants) } ?? around
  }

  private func leaves(_ state: State, by transition: Transition) -> Bool {
    guard !transition.targets.isEmpty, !transition.targets.allSatisfy({ $0 == state.number }),
      domain(of: transition) != state.number, chart.states[domain(of: transition)].descendants.contains(state.number),
      isActive(transition.source, with: state.number)
    else { return false }
    // What waits for a state's completion does not happen while one of its states is not final.
    guard let completed = completed(by: transition) else { return true }
    let isInside = chart.states[completed].descendants.contains(state.number)
    return !isInside || state.kind == .final
  }

  /// The state whose completion calls a transition.
  private func completed(by transition: Transition) -> Int? {
    switch transition.trigger {
    case .done: transition.source
    case .event(let descriptors):
      descriptors.count == 1 ? chart.states.first { $0.doneEventName == descriptors[0].prefix }?.number : nil
    case .timer, .sameTimer, .eventless: nil
    }
  }

  /// What stays active around a transition: the innermost compound state around its source and all its targets.
  private func domain(of transition: Transition) -> Int {
    let source = transition.source
    if let fixed = transition.fixedDomain { return fixed }
    var outer = source
    while outer != 0 {
      outer = chart.states[outer].parent
      let inside = chart.states[outer].descendants
      if chart.states[outer].kind == .compound, transition.targets.allSatisfy(inside.contains) { return outer }
    }
    return 0
  }

  /// Whether two states can be active at once: one lies around the other, or a parallel does around both.
  private func isActive(_ one: Int, with other: Int) -> Bool {
    if one == other || chart.states[one].descendants.contains(other) { return true }
    var outer = one
    while outer != 0, !chart.states[outer].descendants.contains(other) { outer = chart.states[outer].parent }
    return chart.states[outer].kind == .parallel
  }

  // MARK: Completion

  /// What is to follow when a state completes, and never does.
  private func checkCompletion(_ state: State, _ reachability: Reachability) {
    for number in state.transitions where !check.neverTaken.contains(number) {
      guard case .done = chart.transitions[number].trigger, !reachability.canBeDone(state.number) else { continue }
      check.report(
        .neverTaken, .warning, at: check.places.transitions[number].transition,
        "this transition is never taken: \(check.id(state.number).inQuotes) never completes",
        remedy: state.kind == .parallel
          ? "give every state in it a \"type: final\" state that can be reached"
          : "add a state of \"type: final\" to it that can be reached")
    }
  }
}
