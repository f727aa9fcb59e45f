import Casework
import Statechart

/// Finds out which transitions a step took from where the case was before it, where it was after it, and what happened.
struct CaseSteps {
  private let chart: Statechart
  private let before: Set<Int>
  private let after: Set<Int>

  init(_ chart: Statechart, from before: Set<Int>, to after: Set<Int>) {
    self.chart = chart
    self.before = before
    self.after = after
  }

  /// From the chart's beginning.
  func opening() -> [Int] { onwards(from: chart.states[0].initialTargets) ?? [] }

  /// By an event: the innermost state's transition for it that leads to where the case is now.
  func event(_ name: String) -> [Int] {
    first { transition in
      if case .event(let descriptors) = transition.trigger { descriptors.contains { $0.matches(name) } } else { false }
    }
  }

  /// By a timer, which the history calls by its state and its own name, or by the event that it sends.
  func timer(_ name: String, _ workflow: Workflow) -> [Int] {
    let found = first { transition in
      workflow.transitionNotes[transition.number].timer.map {
        name == "\(chart.states[transition.source].id).\($0)"
      } ?? false
    }
    return found.isEmpty ? event(name) : found
  }

  private func first(where isCalled: (Transition) -> Bool) -> [Int] {
    for leaf in before.sorted() {
      var state = leaf
      while true {
        for number in chart.states[state].transitions {
          let transition = chart.transitions[number]
          guard isCalled(transition), !transition.targets.isEmpty, let rest = onwards(from: transition.targets) else {
            continue
          }
          return [number] + rest
        }
        guard state != 0 else { break }
        state = chart.states[state].parent
      }
    }
    return []
  }

  /// The eventless transitions from these targets to where the case is now; nil where there is no such way.
  private func onwards(from targets: [Int]) -> [Int]? {
    var waiting: [(state: Int, way: [Int])] = targets.map { ($0, []) }
    var seen: Set<Int> = []
    while !waiting.isEmpty {
      let (state, way) = waiting.removeFirst()
      guard seen.insert(state).inserted else { continue }
      if chart.states[state].isHistory { return way }
      if after.contains(state) { return way }
      waiting += chart.states[state].initialTargets.map { ($0, way) }
      if chart.states[state].kind == .parallel { waiting += chart.states[state].children.map { ($0, way) } }
      for number in chart.states[state].eventlessTransitions {
        waiting += chart.transitions[number].targets.map { ($0, way + [number]) }
      }
    }
    return nil
  }
}
