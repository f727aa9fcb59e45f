import Statechart

/// What the actions of a workflow do, all of them taken together.
struct ActionSurvey {
  /// The fields that some action sets.
  private(set) var assigned: Set<Int> = []
  /// The ids that delayed sends bear.
  private(set) var sendIDs: Set<String> = []
  /// The events that the workflow raises or sends itself.
  private(set) var events: Set<String> = []

  init(_ chart: Statechart) {
    for state in chart.states {
      for block in state.entry + state.exit { add(block) }
      add(state.initialActions)
    }
    for transition in chart.transitions { add(transition.actions) }
  }

  private mutating func add(_ actions: [Action]) {
    for action in actions {
      switch action {
      case .assign(let assignments): assigned.formUnion(assignments.map(\.field))
      case .raise(let name, _): events.insert(name)
      case .send(let id, let name, _, _):
        events.insert(name)
        if let id { sendIDs.insert(id) }
      case .choose(let branches): for branch in branches { add(branch.actions) }
      case .cancel, .log, .perform: break
      }
    }
  }
}
