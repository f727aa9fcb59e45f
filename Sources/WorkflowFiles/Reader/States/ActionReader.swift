import Casework
import Expression
import Statechart

/// Reads actions: each a mapping with one key, which says what is done.
struct ActionReader {
  let context: ReadingContext

  private enum Verb: String, CaseIterable {
    case assign, raise, send, cancel, `if`, log, notify, start, call, publish
  }

  /// A list of actions, or a list of such lists.
  func blocks(_ key: String, of map: MappingReader) -> [[Action]] {
    guard let nodes = map.list(key, of: "actions") else { return [] }
    guard nodes.first?.elements != nil else { return nodes.isEmpty ? [] : [actions(nodes)] }
    return nodes.map { node in (node.readList(key, of: "actions", context.diagnostics)).map(actions) ?? [] }
  }

  /// The actions of a key that may be left out.
  func actions(_ key: String, of map: MappingReader) -> [Action] {
    map.list(key, of: "actions").map(actions) ?? []
  }

  private func actions(_ nodes: [YAMLNode]) -> [Action] { nodes.flatMap(action) }

  private func action(_ node: YAMLNode) -> [Action] {
    MappingReader.read(node, "an action", context.diagnostics) { map -> [Action]? in
      let verbs = Verb.allCases.filter { map.optional($0.rawValue) != nil }
      guard let verb = verbs.first else {
        if map.keys.isEmpty {
          context.diagnostics.error(
            .missingKey, at: node.place, "an action says nothing",
            remedy: "write \(Verb.allCases.map(\.rawValue).inQuotes(joinedBy: "or")) and what belongs to it")
        }
        return []
      }
      let first = verbs.compactMap { map.key($0.rawValue) }.min { $0.start < $1.start }
      for key in verbs.compactMap({ map.key($0.rawValue) }) where key !== first {
        context.diagnostics.error(
          .conflictingKeys, at: key.place,
          "an action does one thing, and this does \((first?.text ?? "").inQuotes) too",
          remedy: "begin the line with \"- \", as an action of its own")
      }
      if verb == .if { return [choose(map)].compactMap(\.self) }
      for key in ["then", "else"] where map.has(key) {
        map.refuse(key, because: "it goes with \"if\"", remedy: "write \"- if: EXPRESSION\" before it")
      }
      return map.optional(verb.rawValue).map { read(verb, $0) }
    } ?? []
  }

  private func read(_ verb: Verb, _ node: YAMLNode) -> [Action] {
    let effects = EffectReader(context: context)
    switch verb {
    case .assign: return assign(node).map { [$0] } ?? []
    case .raise: return raise(node).map { [$0] } ?? []
    case .send: return send(node).map { [$0] } ?? []
    case .cancel: return cancel(node).map { [$0] } ?? []
    case .log: return context.expressions.read(node, "log").map { [.log($0)] } ?? []
    case .notify: return effects.notify(node)
    case .start: return effects.start(node).map { [$0] } ?? []
    case .call: return effects.call(node).map { [$0] } ?? []
    case .publish: return effects.publish(node).map { [$0] } ?? []
    case .if: return []
    }
  }

  private func choose(_ map: MappingReader) -> Action? {
    let condition = map.optional("if").flatMap { context.expressions.read($0, "if", as: .condition) }
    if !map.has("then") {
      context.diagnostics.error(
        .missingKey, at: map.node.place, "\"if\" lacks \"then\"", remedy: "add \"then:\" with a list of actions")
    }
    let then = actions("then", of: map)
    let otherwise = actions("else", of: map)
    guard let condition else { return nil }
    let branches = [Branch(condition: condition, actions: then)]
    return .choose(otherwise.isEmpty ? branches : branches + [Branch(condition: nil, actions: otherwise)])
  }

  private func assign(_ node: YAMLNode) -> Action? {
    guard let pairs = node.readPairs("assign", context.diagnostics) else { return nil }
    let assignments = pairs.compactMap { pair -> Assignment? in
      guard let place = context.fields.place(of: pair.name) else {
        _ = context.checkField(Located(pair.name, at: pair.key))
        _ = context.expressions.read(pair.value, pair.name)
        return nil
      }
      let type = place.below.isEmpty ? context.fields.entries[place.field].field.type : .dyn
      return context.expressions.read(pair.value, pair.name, as: .field(type)).map {
        Assignment(field: place.field, path: place.below, value: $0)
      }
    }
    return assignments.isEmpty ? nil : .assign(assignments)
  }

  private func raise(_ node: YAMLNode) -> Action? {
    if node.pairs == nil {
      return node.readText("raise", context.diagnostics).flatMap { event(Located($0, at: node)) }
        .map { .raise(name: $0, data: nil) }
    }
    return MappingReader.read(node, "raise", context.diagnostics) { map in
      let name = map.located("event", isRequired: true).flatMap { event($0) }
      let data = map.optional("data").flatMap { ArgumentReader(context: context).value($0, "data") }
      return name.map { .raise(name: $0, data: data) }
    }
  }

  private func send(_ node: YAMLNode) -> Action? {
    MappingReader.read(node, "send", context.diagnostics) { map in
      let id = map.text("id")
      let name = map.located("event", isRequired: true).flatMap { event($0, sendID: id) }
      let data = map.optional("data").flatMap { ArgumentReader(context: context).value($0, "data") }
      let delay = map.optional("delay").map { DelayReader(context: context).length($0, "delay") }
      // A delay that can't be read must not become none.
      if case .some(.none) = delay { return nil }
      return name.map { .send(id: id, name: $0, data: data, delay: delay ?? nil) }
    }
  }

  private func cancel(_ node: YAMLNode) -> Action? {
    guard let id = node.readText("cancel", context.diagnostics) else { return nil }
    context.cancels.append(CancelMention(id: id, place: node.place))
    return .cancel(id: id)
  }

  private func event(_ name: Located<String>, sendID: String? = nil) -> String? {
    guard !name.value.isEmpty else {
      context.diagnostics.error(
        .wrongType, at: name.place, "an event without a name", remedy: "write the event's name")
      return nil
    }
    context.events.append(
      EventMention(name: name.value, place: name.place, state: context.state, sendID: sendID))
    return name.value
  }
}
