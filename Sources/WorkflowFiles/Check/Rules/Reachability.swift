import Statechart

/// Which states a case may ever be in, guards taken to be true unless they never are: no state that can be reached is
/// missing, and some that can't be may be in it.
struct Reachability {
  private let chart: Statechart
  private let neverTaken: Set<Int>
  private(set) var reached: Set<Int> = [0]

  init(_ chart: Statechart, neverTaken: Set<Int>, from start: Int = 0) {
    self.chart = chart
    self.neverTaken = neverTaken
    if start == 0 { for target in chart.states[0].initialTargets { enter(target) } } else { enter(start) }
    var before = 0
    while before != reached.count {
      before = reached.count
      for transition in chart.transitions where isPossible(transition) { transition.targets.forEach { enter($0) } }
    }
  }

  /// Whether the transition may be taken at some time.
  func isPossible(_ transition: Transition) -> Bool {
    guard reached.contains(transition.source), !neverTaken.contains(transition.number),
      !chart.states[transition.source].isHistory
    else { return false }
    if case .done = transition.trigger { return canBeDone(transition.source) }
    return true
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

  private mutating func enter(_ state: Int) {
    if chart.states[state].isHistory {
      guard reached.insert(state).inserted else { return }
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
      reached.insert(outer)
      if chart.states[outer].kind == .parallel {
        for region in chart.states[outer].children where region != inner && !reached.contains(region) {
          enterInside(region)
        }
      }
      inner = outer
    }
  }

  private mutating func enterInside(_ state: Int) {
    // A compound state that was only passed through on the way to a child has not begun at its beginning yet.
    guard entered.insert(state).inserted else { return }
    reached.insert(state)
    switch chart.states[state].kind {
    case .compound: chart.states[state].initialTargets.forEach { enter($0) }
    case .parallel: chart.states[state].children.forEach { enterInside($0) }
    case .atomic, .final, .history: break
    }
  }

  /// States whose own beginning was entered.
  private var entered: Set<Int> = []
}
