import Casework
import Statechart

extension Portrait {
  /// What a workflow says of a state, its transitions aside.
  func state(_ number: Int) -> [Trait] {
    let state = workflow.chart.states[number]
    let note = workflow.stateNotes[number]
    var list = TraitList()
    list.text("the title", .words, note.title, isUsual: note.title == state.id)
    list.text("the description", .words, note.description)
    list.names("the tags", .words, words: note.tags)
    list.text("the kind of step", .steps, Self.kind(state.kind), isUsual: state.kind == .atomic)
    list.names("the step around it", .steps, state.parent == 0 ? [] : states([state.parent]))
    list.names("whose move it is", .permissions, names.parties(note.owner.map { [$0] } ?? []))
    list.text(
      "what its deadlines do in a pause", .deadlines, Self.words(note.whilePaused), isUsual: note.whilePaused == .freeze
    )
    list.flag(
      "skipping", .steps, state.deadlineWhenVacant != nil, yes: "it is passed over at once where nobody can be asked",
      no: "it waits for its deadline even where nobody can be asked")
    if state.kind == .compound { list.names("where it begins", .steps, states(state.initialTargets)) }
    list.lines("as it begins inside", .actions, actions.lines(state.initialActions))
    list.lines("on arriving", .actions, actions.lines(state.entry))
    list.lines("on leaving", .actions, actions.lines(state.exit))
    list.expression("what it reports at its end", .actions, state.doneData)
    return list.traits
  }

  private static func kind(_ kind: StateDefinition.Kind) -> String {
    switch kind {
    case .atomic: "a step"
    case .compound: "a group of steps, one at a time"
    case .parallel: "a group of steps side by side"
    case .final: "an end"
    case .history(let deep): deep ? "back to the innermost step where it was" : "back to the step where it was"
    }
  }

  private static func words(_ pausing: StateNote.WhilePaused) -> String {
    switch pausing {
    case .freeze: "they keep what is left of them (freeze)"
    case .run: "they run on (run)"
    case .restart: "they start anew afterwards (restart)"
    }
  }

  /// What a workflow says of a transition.
  func transition(_ number: Int) -> [Trait] {
    let transition = workflow.chart.transitions[number]
    let note = workflow.transitionNotes[number]
    let label = TransitionLabel(transition, workflow)
    var list = TraitList()
    if case .event(let descriptors) = transition.trigger {
      list.names("the event that calls it", .steps, words: descriptors.map(\.text))
    }
    if case .timer(let length) = transition.trigger {
      list.length(Self.noun(label.sort), .deadlines, self.length(length), key: "length")
    }
    list.names("where it leads", .steps, states(transition.targets))
    list.flag(
      "entering again", .steps, !transition.isInternal && !transition.targets.isEmpty,
      yes: "what it leads to is entered anew, with its messages and deadlines",
      no: "what goes on around it goes on")
    list.expression("the condition", .steps, transition.guard, words: words)
    list.names("who may do it", .permissions, names.parties(note.roles))
    list.names("whoever did one of these may not do it", .permissions, words: note.notBy)
    list.names("what has to be filled in", .data, names.fields(note.form))
    list.lines("what is done", .actions, actions.lines(of: number))
    list.text("the title", .words, note.title)
    list.text("the description", .words, note.description)
    list.text("the question to confirm", .words, note.confirmation)
    return list.traits
  }

  private static func noun(_ sort: TransitionLabel.Sort) -> String {
    switch sort {
    case .deadline: "the deadline"
    case .reminder: "the time until the reminder"
    case .timer, .event, .eventless, .done, .historyDefault: "the time until then"
    }
  }
}
