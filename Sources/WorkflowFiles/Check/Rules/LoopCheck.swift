import Statechart

/// Looks for states that the case leaves again at once, round and round, without a guard that could end it.
struct LoopCheck {
  let check: CheckContext

  private var chart: Statechart { check.chart }

  func run() {
    var reported: Set<Int> = []
    for state in chart.states where state.isAtomic && !reported.contains(state.number) {
      guard let loop = loop(from: state.number) else { continue }
      reported.formUnion(loop)
      report(loop)
    }
  }

  /// The states around a loop that begins and ends here; nil where the case comes to rest, or may.
  private func loop(from start: Int) -> [Int]? {
    var visited: [Int] = []
    var current = start
    while let next = next(after: current) {
      visited.append(current)
      if next == start { return visited }
      if visited.contains(next) { return nil }
      current = next
    }
    return nil
  }

  /// The state that follows by itself, where nothing but an unguarded transition can come of being here.
  private func next(after leaf: Int) -> Int? {
    var state = leaf
    while true {
      if isParallel(state) { return nil }
      if let first = chart.states[state].eventlessTransitions.first {
        let transition = chart.transitions[first]
        guard transition.guard == nil || transition.guard?.constantValue == .bool(true) else { return nil }
        return transition.targets.isEmpty ? leaf : transition.targets.count == 1 ? entered(transition.targets[0]) : nil
      }
      if state == 0 { return nil }
      state = chart.states[state].parent
    }
  }

  /// The leaf that a target leads to; nil where it leads to several, or back to where the case was.
  private func entered(_ target: Int) -> Int? {
    var state = target
    while !chart.states[state].isAtomic {
      guard !isParallel(state), !chart.states[state].isHistory, chart.states[state].initialTargets.count == 1 else {
        return nil
      }
      state = chart.states[state].initialTargets[0]
    }
    return state
  }

  private func isParallel(_ state: Int) -> Bool { chart.states[state].kind == .parallel }

  private func report(_ loop: [Int]) {
    let names = loop.map { check.id($0).inQuotes }
    let transition = loop.lazy.compactMap { leaf -> Int? in
      var state = leaf
      while state != 0 {
        if let first = chart.states[state].eventlessTransitions.first { return first }
        state = chart.states[state].parent
      }
      return nil
    }.first
    guard let transition else { return }
    check.report(
      .endlessLoop, .error, at: check.places.transitions[transition].transition,
      names.count == 1
        ? "\(names[0]) follows itself at once, for ever"
        : "\(names.joined(separator: ", ")) follow each other at once, for ever",
      remedy: "give one of these transitions a guard, an event or a delay",
      path: PathGoal(endlessIn: loop))
  }
}
