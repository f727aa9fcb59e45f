package import Casework
import Statechart

/// Which state of one version of a workflow is which of another: by id, and for the rest a proposal by shape.
package struct StatePairing: Sendable {
  /// By number in the older version: its number in the newer one; nil for a state that is gone.
  package private(set) var newer: [Int?]
  /// By number in the newer version: its number in the older one; nil for a state that is new.
  package private(set) var older: [Int?]
  /// Those of the pairs whose ids differ, by number in the older version: a proposal, which a person had better confirm.
  package private(set) var renamed: [Int] = []

  package init(from old: Workflow, to new: Workflow) {
    newer = Array(repeating: nil, count: old.chart.states.count)
    older = Array(repeating: nil, count: new.chart.states.count)
    pair(0, 0)
    for state in old.chart.states.dropFirst() {
      if let same = new.chart.state(state.id), same != 0 { pair(state.number, same) }
    }
    proposeRenames(StateShape.all(of: old), StateShape.all(of: new))
  }

  private mutating func pair(_ before: Int, _ after: Int) {
    newer[before] = after
    older[after] = before
  }

  /// The most alike first, and only where no other is as much alike: a wrong guess would send cases the wrong way.
  private mutating func proposeRenames(_ before: [StateShape], _ after: [StateShape]) {
    while true {
      let gone = newer.indices.filter { newer[$0] == nil }
      let fresh = older.indices.filter { older[$0] == nil }
      var found: (before: Int, after: Int, likeness: Int)?
      for state in gone {
        let ranked = fresh.map { (after: $0, likeness: before[state].likeness(to: after[$0], self)) }
          .sorted { ($1.likeness, $0.after) < ($0.likeness, $1.after) }
        guard let best = ranked.first, best.likeness >= StateShape.leastLikeness,
          ranked.dropFirst().first.map({ $0.likeness < best.likeness }) != false,
          !gone.contains(where: { $0 != state && before[$0].likeness(to: after[best.after], self) >= best.likeness })
        else { continue }
        if best.likeness > found?.likeness ?? 0 { found = (state, best.after, best.likeness) }
      }
      guard let found else { return }
      pair(found.before, found.after)
      renamed.append(found.before)
    }
  }
}

/// What makes a state recognisable besides its id.
private struct StateShape {
  static let leastLikeness = 7

  let kind: StateDefinition.Kind
  let parent: Int
  let title: String
  let hasTitle: Bool
  let owner: String?
  let children: Set<String>
  /// What can happen in it: events, and whether it has a deadline.
  let ways: Set<String>
  /// From where and by what it is entered.
  let entrances: Set<String>

  static func all(of workflow: Workflow) -> [StateShape] {
    let chart = workflow.chart
    var entrances = Array(repeating: Set<String>(), count: chart.states.count)
    for transition in chart.transitions {
      let label = TransitionLabel(transition, workflow).text
      for target in transition.targets { entrances[target].insert("\(chart.states[transition.source].id) \(label)") }
    }
    return chart.states.map { state in
      let note = workflow.stateNotes[state.number]
      return StateShape(
        kind: state.kind, parent: state.parent, title: note.title, hasTitle: note.title != state.id,
        owner: note.owner, children: Set(state.children.map { chart.states[$0].id }),
        ways: Set(state.transitions.map { TransitionLabel(chart.transitions[$0], workflow).text }),
        entrances: entrances[state.number])
    }
  }

  func likeness(to other: StateShape, _ pairing: StatePairing) -> Int {
    guard kind == other.kind else { return 0 }
    var likeness = pairing.newer[parent] == other.parent ? 2 : 0
    if hasTitle, title == other.title { likeness += 3 }
    if owner != nil, owner == other.owner { likeness += 1 }
    likeness += Self.overlap(ways, other.ways, most: 3) + Self.overlap(children, other.children, most: 3)
    return likeness + Self.overlap(entrances, other.entrances, most: 4)
  }

  /// From 0 for nothing in common to the most for the same.
  private static func overlap(_ one: Set<String>, _ other: Set<String>, most: Int) -> Int {
    let all = one.union(other).count
    return all == 0 ? 0 : one.intersection(other).count * most / all
  }
}
