import Casework
import Statechart

/// Two versions of a workflow side by side, part by part.
struct WorkflowComparison {
  let states: StatePairing
  let transitions: TransitionPairing
  let before: Portrait
  let after: Portrait

  init(from old: Workflow, to new: Workflow) {
    states = StatePairing(from: old, to: new)
    transitions = TransitionPairing(from: old, to: new, states)
    before = Portrait(of: old, besides: new, newer: new, states)
    after = Portrait(of: new, besides: old, newer: new, nil)
  }

  func changes() -> [Change] {
    changes(in: "The workflow", "workflow", before.head(), after.head()) + stateChanges() + declarations()
  }

  /// The states of the older version that changes speak of, by id.
  func changedStates(_ changes: [Change]) -> Set<String> {
    let parts = Set(changes.map { String($0.part.prefix { $0 != "," }) })
    let (old, new) = (before.workflow.chart.states, after.workflow.chart.states)
    return Set(
      old.dropFirst().compactMap { state in
        let id = states.newer[state.number].map { new[$0].id } ?? state.id
        return parts.contains("state \(id)") ? state.id : nil
      })
  }

  func changes(in place: String, _ part: String, _ old: [Trait], _ new: [Trait]) -> [Change] {
    let change = TraitChange(place: place, part: part)
    let former = Dictionary(old.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let present = Set(new.map(\.key))
    return new.flatMap { change.changes(from: former[$0.key], to: $0) }
      + old.filter { !present.contains($0.key) }.flatMap { change.changes(from: $0, to: nil) }
  }

  // MARK: - States

  private func stateChanges() -> [Change] {
    let (old, new) = (before.workflow, after.workflow)
    var changes: [Change] = []
    for state in new.chart.states.dropFirst() {
      let number = state.number
      let part = "state \(state.id)"
      guard let former = states.older[number] else {
        changes.append(newState(number, part))
        continue
      }
      let place = after.names.state(number)
      if states.renamed.contains(former) {
        changes.append(
          Change(
            area: .steps, part: part,
            sentence: "\(place): this seems to be the step that was \(old.chart.states[former].id), "
              + "and is now \(state.id)."))
      }
      changes += self.changes(in: place, part, before.state(former), after.state(number))
      changes += transitionChanges(former, number, place, part)
    }
    for state in old.chart.states.dropFirst() where states.newer[state.number] == nil {
      let name = before.names.state(state.number)
      changes.append(
        Change(
          area: .steps, part: "state \(state.id)",
          sentence: "The step “\(name)”\(id(state.id, name))\(within(state, before)) is gone.",
          details: whole(state.number, before).map { "- \($0)" }))
    }
    return changes + order()
  }

  private func newState(_ number: Int, _ part: String) -> Change {
    let state = after.workflow.chart.states[number]
    let name = after.names.state(number)
    return Change(
      area: .steps, part: part, sentence: "There is a new step, “\(name)”\(id(state.id, name))\(within(state, after)).",
      details: whole(number, after).map { "+ \($0)" })
  }

  private func id(_ id: String, _ name: String) -> String { name == id || name.hasSuffix("(\(id))") ? "" : " (\(id))" }

  private func within(_ state: State, _ portrait: Portrait) -> String {
    state.parent == 0 ? "" : ", within “\(portrait.names.state(state.parent))”"
  }

  /// Everything that a version says of a state.
  private func whole(_ number: Int, _ portrait: Portrait) -> [String] {
    portrait.state(number).flatMap(\.lines)
      + portrait.workflow.chart.states[number].transitions.flatMap { transition in
        ["\(portrait.names.transition(transition)):"]
          + portrait.transition(transition).flatMap(\.lines).map { "  \($0)" }
      }
  }

  /// The order of states is what people see; where a case begins is a trait of its own.
  private func order() -> [Change] {
    let kept = after.workflow.chart.states.dropFirst().compactMap { states.older[$0.number] }
    guard kept != kept.sorted() else { return [] }
    return after.workflow.chart.states.compactMap { parent in
      guard let former = states.older[parent.number] else { return nil }
      let present = (parent.children + parent.histories).sorted()
        .filter { states.older[$0].map { before.workflow.chart.states[$0].parent } == former }
      let past = present.compactMap { states.older[$0] }
      guard past != past.sorted() else { return nil }
      let names = present.map(after.names.state).joined(separator: ", ")
      let was = past.sorted().map(before.names.state).joined(separator: ", ")
      return Change(
        area: .words, part: parent.number == 0 ? "workflow" : "state \(parent.id)",
        sentence: "\(parent.number == 0 ? "The workflow" : after.names.state(parent.number)): "
          + "the steps stand in another order.", details: ["- \(was)", "+ \(names)"])
    }
  }
}
