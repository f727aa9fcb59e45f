import Statechart

/// Which states a case may ever be in, guards taken to be true unless they never are: no state that can be reached is
/// missing, and some that can't be may be in it.
struct Reachability {
  private let chart: Statechart
  private let neverTaken: Set<Int>
  private(set) var reached: Set<Int> = [0]
  /// States whose own beginning was entered, and not only one of their children by name.
  private var begun: Set<Int> = []
  /// States that were reached and whose transitions are still to be followed.
  private var open: [Int] = []

  /// What a case could reach that is put into some states.
  init(_ chart: Statechart, neverTaken: Set<Int> = [], from starts: [Int]) {
    self.chart = chart
    self.neverTaken = neverTaken
    for start in starts { enter(start) }
    var before = -1
    while before != reached.count {
      before = reached.count
      while let state = open.popLast() { follow(state) }
      // Completions depend on several states, so they are looked at again once there are more.
      for state in reached where chart.states[state].eventTransitions.contains(where: isCompletion) { follow(state) }
    }
  }

  /// Whether the transition may be taken at some time.
  func isPossible(_ transition: Transition) -> Bool {
    guard reached.contains(transition.source), !neverTaken.contains(transition.number),
      !chart.states[transition.source].isHistory
    else { return false }
    return !isCompletion(transition.number) || canBeDone(transition.source)
  }

  /// Whether a compound or parallel state may complete.
  func canBeDone(_ state: Int) -> Bool {
    switch chart.states[state].kind {
    case .final: reached.contains(state)
    case .compound: chart.states[state].children.contains { chart.states[$0].kind == .final && reached.contains($0) }
    case .parallel: chart.states[state].children.allSatisfy(canBeDone)
    case .atomic, .history: false
    }
  }

  private func isCompletion(_ transition: Int) -> Bool {
    if case .done = chart.transitions[transition].trigger { true } else { false }
  }

  private mutating func follow(_ state: Int) {
    for number in chart.states[state].transitions where isPossible(chart.transitions[number]) {
      chart.transitions[number].targets.forEach { enter($0) }
    }
  }

  private mutating func reach(_ state: Int) -> Bool {
    guard reached.insert(state).inserted else { return false }
    open.append(state)
    return true
  }

  private mutating func enter(_ state: Int) {
    if chart.states[state].isHistory {
      guard reach(state) else { return }
      enterAround(state)
      for number in chart.states[state].transitions { chart.transitions[number].targets.forEach { enter($0) } }
      return
    }
    enterAround(state)
    enterInside(state)
  }

  /// The states around one that is entered, and of a parallel among them all other regions.
  private mutating func enterAround(_ state: Int) {
    var inner = state
    while inner != 0 {
      let outer = chart.states[inner].parent
      _ = reach(outer)
      if chart.states[outer].kind == .parallel {
        for region in chart.states[outer].children where region != inner && !reached.contains(region) {
          enterInside(region)
        }
      }
      inner = outer
    }
  }

  private mutating func enterInside(_ state: Int) {
    guard begun.insert(state).inserted else { return }
    _ = reach(state)
    switch chart.states[state].kind {
    case .compound: chart.states[state].initialTargets.forEach { enter($0) }
    case .parallel: chart.states[state].children.forEach { enterInside($0) }
    case .atomic, .final, .history: break
    }
  }
}
