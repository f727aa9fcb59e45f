import Casework
import Statechart

/// Finds states that are the same but for their id: of one kind and one owner, in the same place, for the same events.
struct StateLikeness {
  private let from: Workflow
  private let to: Workflow

  init(_ from: Workflow, _ to: Workflow) {
    self.from = from
    self.to = to
  }

  /// By old id: the new state that looks the same, where it is the only one and no other old state looks like it.
  func pairs(_ missing: [String], _ added: [String]) -> [String: String] {
    LikePairs.of(missing, added) { shape(of: $0, in: from) == shape(of: $1, in: to) }
  }

  private struct Shape: Equatable {
    let kind: StateDefinition.Kind
    let parent: String
    let owner: String?
    let events: [String]
    let timers: [String]
    /// Where they lead, as far as both versions know those states.
    let targets: Set<String>
  }

  private func shape(of id: String, in workflow: Workflow) -> Shape? {
    let chart = workflow.chart
    guard let number = chart.state(id) else { return nil }
    let state = chart.states[number]
    var events: [String] = []
    var timers: [String] = []
    var targets: Set<String> = []
    for transition in chart.transitions[state.transitions] {
      switch transition.trigger {
      case .event(let descriptors): events += descriptors.map(\.prefix)
      case .timer: timers.append(String((workflow.transitionNotes[transition.number].timer ?? "").prefix { $0 != " " }))
      case .sameTimer, .eventless, .done: break
      }
      for target in transition.targets.map({ chart.states[$0].id }) where isKnownToBoth(target) {
        targets.insert(target)
      }
    }
    return Shape(
      kind: state.kind, parent: chart.states[state.parent].id, owner: workflow.stateNotes[number].owner,
      events: events.sorted(), timers: timers.sorted(), targets: targets)
  }

  private func isKnownToBoth(_ id: String) -> Bool { from.chart.state(id) != nil && to.chart.state(id) != nil }
}
