import Casework
import Expression
import Statechart

/// Reads states, each with its children.
struct StateReader {
  let context: ReadingContext

  private enum Kind: String, CaseIterable {
    case parallel, final, history, atomic, compound
  }

  private enum Depth: String, CaseIterable {
    case shallow, deep
  }

  /// The states at the top of the file.
  func states() -> [ReadState] { context.outline.top.map(state) }

  private func state(_ number: Int) -> ReadState {
    let entry = context.outline.entries[number]
    context.state = number + 1
    // `closed:` with nothing behind it is a state of which there is nothing to say.
    let read =
      entry.body.isNull
      ? nil
      : MappingReader.read(entry.body, "a state", context.diagnostics) { map -> ReadState? in
        var state = ReadState(
          definition: StateDefinition(id: entry.id), title: map.text("title") ?? entry.id, place: entry.key.place)
        state.description = map.text("description")
        state.tags = map.texts("tags")?.map(\.value) ?? []
        self.read(map, number, into: &state)
        return state
      }
    var state = read ?? ReadState(definition: StateDefinition(id: entry.id), title: entry.id, place: entry.key.place)
    state.definition.transitions = state.transitions.map(\.definition)
    state.children = entry.children.map(self.state)
    state.definition.children = state.children.map(\.definition)
    return state
  }

  private func read(_ map: MappingReader, _ number: Int, into state: inout ReadState) {
    let kind = map.choice("type", Kind.self) ?? (map.has("states") ? .compound : .atomic)
    checkKeys(map, kind)
    switch kind {
    case .history: return readHistory(map, number, into: &state)
    case .final:
      state.definition.kind = .final
      state.definition.doneData = map.optional("data").flatMap { ArgumentReader(context: context).value($0, "data") }
    case .parallel: state.definition.kind = .parallel
    case .compound: state.definition.kind = .compound
    case .atomic: break
    }
    let actions = ActionReader(context: context)
    state.owner = map.located("owner").flatMap(context.checkParty)
    state.definition.entry = actions.blocks("entry", of: map)
    state.definition.exit = actions.blocks("exit", of: map)
    guard kind != .final else { return }
    state.whilePaused = map.choice("while-paused", StateNote.WhilePaused.self) ?? .freeze
    readTransitions(map, number, into: &state)
    guard kind == .compound || kind == .parallel else { return }
    checkChildren(map, number)
    guard kind == .compound else { return }
    state.definition.initial = InitialReader(context: context).initial(map.optional("initial"), of: number)
  }

  /// What the language knows, but not on a state of this kind.
  private func checkKeys(_ map: MappingReader, _ kind: Kind) {
    let moves = [
      "on", "always", "after", "transitions", "onDone", "within", "otherwise", "remind", "while-paused", "skip-empty",
    ]
    switch kind {
    case .final:
      refuse(["states", "initial"] + moves, map, because: "a final state is the end, and leads nowhere")
      refuse(["history", "target", "actions"], map, because: "this is no history state")
    case .history:
      refuse(
        ["states", "initial", "entry", "exit", "owner", "data"] + moves, map,
        because: "a history state only stands for where the case was")
    case .parallel:
      refuse(["initial"], map, because: "a parallel state enters all its children")
      refuse(["history", "target", "actions"], map, because: "this is no history state")
      refuse(["data"], map, because: "only a final state has done data")
    case .compound:
      refuse(["history", "target", "actions"], map, because: "this is no history state")
      refuse(["data"], map, because: "only a final state has done data")
    case .atomic:
      refuse(["states"], map, because: "an atomic state has no states", remedy: "take \"type: atomic\" out")
      refuse(["initial"], map, because: "there are no states inside to begin with", remedy: "add \"states:\"")
      refuse(
        ["onDone"], map, because: "a state without states is never done", remedy: "add \"states:\", or take it out")
      refuse(["history", "target", "actions"], map, because: "this is no history state")
      refuse(["data"], map, because: "only a final state has done data")
    }
  }

  private func refuse(
    _ keys: [String], _ map: MappingReader, because reason: String, remedy: String = "take the key out"
  ) {
    for key in keys where map.has(key) { map.refuse(key, because: reason, remedy: remedy) }
  }

  private static let moves: Set = ["on", "always", "after", "transitions", "onDone"]

  /// In the order of the file, since the first that matches is taken; the shorthand for escalation comes last.
  private func readTransitions(_ map: MappingReader, _ number: Int, into state: inout ReadState) {
    map.accept("on", "always", "after", "transitions", "onDone", "states")
    if map.has("transitions") {
      for key in ["on", "always", "after"] { map.atMostOne(of: "transitions", key) }
    }
    for key in map.keys {
      // Only keys that are meant are asked for: the others are still to be reported as unknown.
      guard let name = key.text, Self.moves.contains(name), let node = map.optional(name) else { continue }
      switch name {
      case "on": state.transitions += on(node)
      case "always": state.transitions += transitions(node, .eventless, at: key)
      case "after": state.transitions += after(node)
      case "transitions": state.transitions += TransitionReader(context: context).general(node)
      case "onDone" where map.has("states"): state.transitions += transitions(node, .done, at: key)
      default: break
      }
    }
    let deadline = DeadlineReader(context: context).deadline(map)
    if !deadline.isEmpty { state.deadline = state.transitions.count }
    state.definition.deadlineWhenVacant = DeadlineReader(context: context).whenVacant(map, state, deadline)
    state.transitions += deadline + DeadlineReader(context: context).reminders(map, of: number)
  }

  private func transitions(
    _ node: YAMLNode, _ trigger: TransitionDefinition.Trigger, at key: YAMLNode
  ) -> [ReadTransition] {
    TransitionReader(context: context).transitions(node, on: TransitionReader.Call(trigger: trigger, place: key.place))
  }

  private func on(_ node: YAMLNode) -> [ReadTransition] {
    let reader = TransitionReader(context: context)
    return (node.readPairs("on", context.diagnostics) ?? []).flatMap { pair in
      let descriptors = reader.descriptor(Located(pair.name, at: pair.key)).map { [$0] } ?? []
      return transitions(pair.value, .event(descriptors), at: pair.key)
    }
  }

  private func after(_ node: YAMLNode) -> [ReadTransition] {
    (node.readPairs("after", context.diagnostics) ?? []).flatMap { pair in
      let delay = DelayReader(context: context).fixed(pair.name, at: pair.key)
      let call = TransitionReader.Call(
        trigger: .timer(.fixed(delay ?? .elapsed(.zero))), place: pair.key.place, timer: "after \(pair.name)")
      return TransitionReader(context: context).transitions(pair.value, on: call)
    }
  }

  private func checkChildren(_ map: MappingReader, _ number: Int) {
    guard map.required("states")?.readPairs("states", context.diagnostics) != nil else { return }
    let outline = context.outline
    guard !outline.entries[number].children.contains(where: { !outline.entries[$0].isHistory }),
      outline.entries[number].depth < WorkflowLimits.depth
    else { return }
    context.diagnostics.error(
      .noStates, at: outline.entries[number].key.place,
      "\(outline.entries[number].id.inQuotes) has no state inside to be in",
      remedy: "add one under \"states\", or take \"states\" out")
  }

  /// A history's only transition is its default.
  private func readHistory(_ map: MappingReader, _ number: Int, into state: inout ReadState) {
    state.definition.kind = .history(deep: map.choice("history", Depth.self) == .deep)
    let ids = map.oneOrMoreTexts("target", isRequired: true) ?? []
    let targets = TransitionReader(context: context).targets(ids)
    let outline = context.outline
    for id in ids {
      guard let target = outline.number(of: id.value), !outline.isInside(target, outline.entries[number].parent) else {
        continue
      }
      context.diagnostics.error(
        .historyOutside, at: id.place, "\(id.value.inQuotes) is not in the state around this history",
        remedy: "name a state that stands beside the history, or inside of one that does")
    }
    guard let first = ids.first, context.takesTransition(at: map.node) else { return }
    let definition = TransitionDefinition(
      trigger: .eventless, targets: targets, actions: ActionReader(context: context).actions("actions", of: map))
    state.transitions = [
      ReadTransition(
        definition: definition, note: TransitionNote(),
        places: TransitionPlaces(
          transition: first.place, trigger: first.place, guard: nil, targets: ids.map(\.place)))
    ]
  }
}
