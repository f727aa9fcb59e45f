package import Casework
package import CivilTime
import Statechart

/// The way that a case has gone through its workflow, as its history tells it.
package struct CasePath: Sendable {
  /// By state: when the case came to it, each time.
  package private(set) var visits: [Int: [Instant]] = [:]
  /// The innermost states in which it is now.
  package private(set) var current: Set<Int> = []
  /// The transitions that it has taken, as far as the history shows which they were.
  package private(set) var taken: Set<Int> = []
  /// Whether it has ended.
  package private(set) var isClosed = false

  /// Follows a case's history from the beginning.
  package init(_ journal: [JournalEntry], through workflow: Workflow) {
    let chart = workflow.chart
    for entry in journal {
      let names = entry.payload["states"]?.arrayValue?.compactMap(\.stringValue)
      let arrived = names.map { $0.compactMap(chart.state) } ?? Array(current)
      let steps = CaseSteps(chart, from: current, to: Set(arrived))
      let way: [Int] =
        switch entry.kind {
        case .opened: steps.opening()
        case .event: steps.event(entry.name)
        case .timer, .retried: steps.timer(entry.name, workflow)
        default: []
        }
      guard names != nil || !way.isEmpty else { continue }
      taken.formUnion(way)
      for state in way.flatMap({ chart.transitions[$0].source == 0 ? [] : [chart.transitions[$0].source] })
      where !current.contains(state) && chart.states[state].isAtomic { note(state, entry.at) }
      for state in arrived { note(state, entry.at) }
      current = Set(arrived)
    }
    isClosed = !current.isEmpty && current.allSatisfy { chart.states[$0].kind == .final }
  }

  private mutating func note(_ state: Int, _ at: Instant) { visits[state, default: []].append(at) }

  /// When the case last came to a state; nil where it never did.
  package func lastVisit(_ state: Int) -> Instant? { visits[state]?.last }
}
