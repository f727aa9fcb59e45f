import Casework
import Expression
import Statechart

/// Reads transitions: a target, a list of them, or a map that says when, who and what on the way.
struct TransitionReader {
  let context: ReadingContext

  /// What calls the transitions that are read, and where that stands.
  struct Call {
    let trigger: TransitionDefinition.Trigger
    let place: SourcePlace
    /// The name of its timer within the state.
    var timer: String?

    /// What calls the further transitions of a list: where time calls the first, it is the same deadline.
    var further: Call {
      guard case .timer = trigger else { return self }
      return Call(trigger: .sameTimer, place: place, timer: timer)
    }

    /// Whether people send it, so that it may have roles and a form.
    var isEvent: Bool {
      switch trigger {
      case .event: true
      case .timer, .sameTimer, .eventless, .done: false
      }
    }
  }

  /// One transition, or a list of which the first takes effect whose guard holds.
  func transitions(_ node: YAMLNode, on call: Call) -> [ReadTransition] {
    guard let elements = node.elements else { return transition(node, on: call).map { [$0] } ?? [] }
    if elements.isEmpty {
      context.diagnostics.error(
        .wrongType, at: node.place, "a list of transitions is empty", remedy: "write a target, or take the key out")
    }
    var read: [ReadTransition] = []
    for element in elements {
      if let transition = transition(element, on: read.isEmpty ? call : call.further) { read.append(transition) }
    }
    return read
  }

  /// The general form, a list of transitions that each name what calls them.
  func general(_ node: YAMLNode) -> [ReadTransition] {
    (node.readList("transitions", of: "transitions", context.diagnostics) ?? []).compactMap { element in
      MappingReader.read(element, "a transition", context.diagnostics) { map in
        map.atMostOne(of: "event", "after")
        guard let call = call(map) else {
          // What calls it is wrong; the rest of it is looked at all the same.
          _ = body(map, on: Call(trigger: .event([]), place: element.place))
          return nil
        }
        return body(map, on: call)
      }
    }
  }

  private func call(_ map: MappingReader) -> Call? {
    let events = map.oneOrMoreTexts("event")
    let after = map.optional("after")
    if let events, let first = events.first {
      return Call(trigger: .event(events.compactMap(descriptor)), place: first.place)
    }
    if let after {
      let length = DelayReader(context: context).length(after, "after")
      return length.map {
        Call(trigger: .timer($0), place: after.place, timer: "after \(after.text ?? "a computed delay")")
      }
    }
    return map.has("event") ? nil : Call(trigger: .eventless, place: map.node.place)
  }

  func descriptor(_ text: Located<String>) -> EventDescriptor? {
    let descriptor = EventDescriptor(text.value)
    guard !text.value.isEmpty else {
      context.diagnostics.error(
        .wrongType, at: text.place, "an event without a name", remedy: "write the event's name, or \"*\" for any")
      return nil
    }
    if !descriptor.matchesEverything, descriptor.prefix.isEmpty {
      context.diagnostics.warning(
        .noEffect, at: text.place, "no event matches \(text.value.inQuotes)", remedy: "write \"*\" for any event")
    }
    return descriptor
  }

  private func transition(_ node: YAMLNode, on call: Call) -> ReadTransition? {
    if node.pairs != nil {
      return MappingReader.read(node, "a transition", context.diagnostics) { body($0, on: call) }
    }
    guard node.elements == nil, !node.isNull else {
      context.diagnostics.error(
        .wrongType, at: node.place, "a transition: expected a target or a mapping, found \(node.kindInWords)",
        remedy: "write a state's id, or { target: ID, actions: […] }; {} takes the event and does nothing")
      return nil
    }
    guard let target = node.readText("a transition", context.diagnostics), context.takesTransition(at: node) else {
      return nil
    }
    let targets = targets([Located(target, at: node)])
    return ReadTransition(
      definition: TransitionDefinition(trigger: call.trigger, targets: targets, isInternal: true),
      note: TransitionNote(timer: call.timer),
      places: TransitionPlaces(transition: node.place, trigger: call.place, guard: nil, targets: [node.place]))
  }

  private func body(_ map: MappingReader, on call: Call) -> ReadTransition? {
    let targetNodes = map.oneOrMoreTexts("target") ?? []
    let targets = targets(targetNodes)
    let guardNode = map.optional("guard")
    let condition = guardNode.flatMap { node in
      context.expressions.read(node, "guard", as: .condition) ?? context.expressions.unknownCondition
    }
    let actions = ActionReader(context: context).actions("actions", of: map)
    let reenter = map.bool("reenter") ?? false
    if reenter, targetNodes.isEmpty, !map.has("target"), let key = map.key("reenter") {
      context.diagnostics.warning(
        .noEffect, at: key.place, "without a target nothing is left, so nothing is entered again",
        remedy: "add \"target: \" with this state's id")
    }
    let (note, notBy) = note(map, on: call)
    guard context.takesTransition(at: map.node) else { return nil }
    let definition = TransitionDefinition(
      trigger: call.trigger, guard: condition, targets: targets, isInternal: !reenter && !targets.isEmpty,
      actions: FormReader(context: context).storing(note.form) + actions)
    return ReadTransition(
      definition: definition, note: note,
      places: TransitionPlaces(
        transition: map.node.place, trigger: call.place, guard: guardNode?.place, targets: targetNodes.map(\.place),
        notBy: notBy))
  }

  private func note(_ map: MappingReader, on call: Call) -> (TransitionNote, notBy: [Located<String>]) {
    let title = map.text("title")
    let description = map.text("description")
    guard call.isEvent else {
      for key in ["by", "not-by", "form", "confirm"] where map.has(key) {
        map.refuse(key, because: "nobody sends this transition", remedy: "take it out, or put it under \"on\"")
      }
      return (TransitionNote(title: title, timer: call.timer, description: description), [])
    }
    let roles = (map.oneOrMoreTexts("by") ?? []).map(context.checkRole)
    let form = FormReader(context: context).fields("form", of: map)
    let notBy = map.oneOrMoreTexts("not-by") ?? []
    if !notBy.isEmpty, roles.isEmpty {
      map.refuse("not-by", because: "nobody sends this transition", remedy: "add \"by: \", or take it out")
    }
    let note = TransitionNote(
      title: title, roles: roles, notBy: notBy.map(\.value), form: form, confirmation: map.text("confirm"),
      description: description)
    return (note, notBy)
  }

  /// The states that a transition leads to, with those left out that there are not.
  func targets(_ ids: [Located<String>]) -> [String] {
    var found: [(id: Located<String>, number: Int)] = []
    var seen: Set<Int> = []
    for id in ids {
      guard let number = context.checkState(id), seen.insert(number).inserted else { continue }
      if let other = found.first(where: { !context.outline.canBeActiveTogether($0.number, number) }) {
        context.diagnostics.error(
          .conflictingTargets, at: id.place,
          "a case can't be in \(other.id.value.inQuotes) and \(id.value.inQuotes) at once",
          remedy: "name one of them, or put them into different regions of a parallel state")
        continue
      }
      found.append((id, number))
    }
    return found.map(\.id.value)
  }
}
