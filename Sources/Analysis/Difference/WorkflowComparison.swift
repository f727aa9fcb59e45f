import Casework
import Statechart

/// Two versions of a workflow side by side, part by part.
struct WorkflowComparison {
  let states: StatePairing
  let transitions: TransitionPairing
  private let before: Portrait
  private let after: Portrait

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

  // MARK: - Transitions

  private func transitionChanges(_ former: Int, _ number: Int, _ place: String, _ part: String) -> [Change] {
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

  // MARK: - Declarations

  private func declarations() -> [Change] {
    let (old, new) = (before.workflow, after.workflow)
    return part(
      "field", old.fields.map(\.name), new.fields.map(\.name), .data, before.field, after.field
    ) { "The field “\($0)”" }
      + part("party", old.parties.map(\.id), new.parties.map(\.id), .permissions, before.party, after.party) {
        "The party \($0)"
      }
      + part("clock", old.clocks.map(\.id), new.clocks.map(\.id), .deadlines, before.clock, after.clock) {
        "The clock \($0)"
      }
      + templates()
  }

  private func templates() -> [Change] {
    let old = before.workflow.templates.keys.sorted()
    let new = after.workflow.templates.keys.sorted()
    return part(
      "message", old, new, .messages, { before.template(old[$0]) }, { after.template(new[$0]) },
      naming: { "The message “\($0)”" })
  }

  /// Parts that are found by name.
  private func part(
    _ kind: String, _ old: [String], _ new: [String], _ area: ChangeArea, _ was: (Int) -> [Trait],
    _ isNow: (Int) -> [Trait], naming: (String) -> String
  ) -> [Change] {
    var changes: [Change] = []
    for (number, name) in new.enumerated() {
      if let former = old.firstIndex(of: name) {
        changes += self.changes(in: naming(name), "\(kind) \(name)", was(former), isNow(number))
      } else {
        changes.append(
          Change(
            area: area, part: "\(kind) \(name)", sentence: "\(naming(name)) is new.",
            details: isNow(number).flatMap(\.lines).map { "+ \($0)" }))
      }
    }
    for (number, name) in old.enumerated() where !new.contains(name) {
      changes.append(
        Change(
          area: area, part: "\(kind) \(name)", sentence: "\(naming(name)) is gone.",
          details: was(number).flatMap(\.lines).map { "- \($0)" }))
    }
    let kept = new.compactMap { old.firstIndex(of: $0) }
    if kept != kept.sorted() {
      changes.append(
        Change(
          area: .words, part: "workflow", sentence: "The workflow: its \(kind) list stands in another order.",
          details: [
            "- \(old.filter(new.contains).joined(separator: ", "))",
            "+ \(new.filter(old.contains).joined(separator: ", "))",
          ]))
    }
    return changes
  }
}
