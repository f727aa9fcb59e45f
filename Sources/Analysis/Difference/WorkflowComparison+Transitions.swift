import Casework
import Statechart

extension WorkflowComparison {
  /// What became of the ways on from a state.
  func transitionChanges(_ former: Int, _ number: Int, _ place: String, _ part: String) -> [Change] {
    var changes: [Change] = []
    let present = Array(after.workflow.chart.states[number].transitions)
    for transition in present {
      let name = after.names.transition(transition)
      guard let old = transitions.older[transition] else {
        changes.append(way("there is a new way on", transition, after, "+", place, part))
        continue
      }
      changes += self.changes(
        in: "\(place), \(name)", "\(part), \(name)", before.transition(old), after.transition(transition)
      ).map { shortened($0, place, name) }
    }
    for old in before.workflow.chart.states[former].transitions where transitions.newer[old] == nil {
      changes.append(way("a way on is gone", old, before, "-", place, part))
    }
    let kept = present.compactMap { transitions.older[$0] }
    if kept != kept.sorted() {
      let names = present.filter { transitions.older[$0] != nil }.map(after.names.transition)
      changes.append(
        Change(
          area: .steps, part: part,
          sentence: "\(place): the ways on stand in another order, and the first whose condition holds is taken.",
          details: [
            "- \(kept.sorted().map(before.names.transition).joined(separator: ", "))",
            "+ \(names.joined(separator: ", "))",
          ]))
    }
    return changes
  }

  /// A deadline is the step's, so that its sentence names the step alone.
  private func shortened(_ change: Change, _ place: String, _ name: String) -> Change {
    let long = "\(place), \(name): the deadline "
    guard change.sentence.hasPrefix(long) else { return change }
    return Change(
      area: change.area, part: change.part,
      sentence: "\(place): the deadline \(change.sentence.dropFirst(long.count))", details: change.details)
  }

  private func way(
    _ words: String, _ transition: Int, _ portrait: Portrait, _ sign: String, _ place: String, _ part: String
  ) -> Change {
    let name = portrait.names.transition(transition)
    let targets = portrait.workflow.chart.transitions[transition].targets
    let leads = targets.isEmpty ? "" : ", to \(portrait.states(targets).map(\.words).joined(separator: " and "))"
    return Change(
      area: .steps, part: "\(part), \(name)", sentence: "\(place): \(words), \(name)\(leads).",
      details: portrait.transition(transition).flatMap(\.lines).map { "\(sign) \($0)" })
  }
}
