import Casework
import Statechart

/// Reads what a property speaks of: a message, a state, an event, a publication, the end.
struct MomentReader {
  /// The keys of which a property has one.
  static let keys = ["notified", "named", "entered", "taken", "published", "ended"]

  let context: ReadingContext
  /// The events that some transition names.
  let events: [String]

  /// The moment that a mapping names by one of its keys; nil where it names none, or none that can be read.
  func moment(in map: MappingReader) -> Moment? {
    let notified = map.optional("notified").flatMap(notified)
    let named = map.mapping("named", "named") { map in
      let to = parties("to", map)
      return map.located("party", isRequired: true).flatMap(context.checkParty).map { Moment.named(party: $0, to: to) }
    }
    let entered = map.optional("entered").flatMap { states($0, "entered") }
    let taken = map.optional("taken").flatMap(taken)
    let published = happens("published", map, .published)
    let ended = happens("ended", map, .ended)
    return notified ?? named ?? entered ?? taken ?? published ?? ended
  }

  /// A moment by itself: a mapping, or the name of a state or an event.
  func moment(_ node: YAMLNode, _ what: String) -> Moment? {
    guard node.pairs != nil else {
      return node.readText(what, context.diagnostics).flatMap { stateOrEvent(Located($0, at: node)) }
    }
    return MappingReader.read(node, what, context.diagnostics) { map in
      map.atMostOne(of: "notified", "named", "entered", "taken", "published", "ended")
      let moment = moment(in: map)
      if !Self.keys.contains(where: map.has) { reportMissing(in: map) }
      return moment
    }
  }

  /// What ends a wait: states by name, or a moment.
  func goal(_ node: YAMLNode) -> Moment? {
    node.pairs == nil ? states(node, "eventually") : moment(node, "eventually")
  }

  func reportMissing(in map: MappingReader, besides others: [String] = []) {
    guard !map.node.isCut else { return }
    context.diagnostics.error(
      .missingKey, at: map.node.place, "\(map.what) does not say what it speaks of",
      remedy: "add \((Self.keys + others).inQuotes(joinedBy: "or"))")
  }

  private func notified(_ node: YAMLNode) -> Moment? {
    guard node.pairs != nil else {
      let texts = (node.readOneOrMore("notified", of: "messages", context.diagnostics) ?? []).compactMap { text in
        text.readText("notified", context.diagnostics).map { Located($0, at: text) }
      }
      return texts.isEmpty ? nil : .notified(parties: [], templates: texts.map(context.checkTemplate))
    }
    return MappingReader.read(node, "notified", context.diagnostics) { map in
      let parties = parties("to", map)
      let templates = (map.oneOrMoreTexts("template") ?? []).map(context.checkTemplate)
      guard map.has("to") || map.has("template") else {
        context.diagnostics.error(
          .missingKey, at: map.node.place, "\"notified\" names neither a party nor a message",
          remedy: "add \"to: PARTY\", \"template: MESSAGE\" or both")
        return nil
      }
      return parties.isEmpty && templates.isEmpty ? nil : .notified(parties: parties, templates: templates)
    }
  }

  private func taken(_ node: YAMLNode) -> Moment? {
    guard node.pairs != nil else {
      return node.readText("taken", context.diagnostics).flatMap { event(Located($0, at: node)) }
        .map { .taken(event: $0, by: nil, senderOf: nil) }
    }
    return MappingReader.read(node, "taken", context.diagnostics) { map in
      let event = map.located("event", isRequired: true).flatMap(event)
      let role = map.located("by").map(context.checkRole)
      let other = map.located("by-sender-of").flatMap(self.event)
      return event.map { .taken(event: $0, by: role, senderOf: other) }
    }
  }

  private func states(_ node: YAMLNode, _ what: String) -> Moment? {
    let named = (node.readOneOrMore(what, of: "states", context.diagnostics) ?? []).compactMap { text in
      text.readText(what, context.diagnostics).map { Located($0, at: text) }
    }
    let states = context.checkStates(named)
    return states.isEmpty ? nil : .entered(states)
  }

  private func parties(_ key: String, _ map: MappingReader) -> [String] {
    (map.oneOrMoreTexts(key) ?? []).compactMap(context.checkParty)
  }

  private func happens(_ key: String, _ map: MappingReader, _ moment: Moment) -> Moment? {
    guard let flag = map.bool(key) else { return nil }
    if !flag, let node = map.optional(key) {
      context.diagnostics.error(
        .outOfRange, at: node.place, "\(key) can only be true", remedy: "write \"\(key): true\", or take it out")
    }
    return flag ? moment : nil
  }

  private func event(_ name: Located<String>) -> String? {
    if events.contains(where: { EventDescriptor(name.value).matches($0) }) { return name.value }
    guard !context.isCut else { return nil }
    context.diagnostics.error(
      .unknownEvent, at: name.place, "no transition answers \(name.value.inQuotes)",
      remedy: didYouMean(name.value, events).map { "did you mean \($0.inQuotes)?" }
        ?? "name an event that stands under some \"on\"")
    return nil
  }

  private func stateOrEvent(_ name: Located<String>) -> Moment? {
    let isState = context.outline.number(of: name.value) != nil
    let isEvent = events.contains(name.value)
    switch (isState, isEvent) {
    case (true, false): return .entered([name.value])
    case (false, true): return .taken(event: name.value, by: nil, senderOf: nil)
    case (true, true):
      context.diagnostics.error(
        .ambiguousName, at: name.place, "\(name.value.inQuotes) is a state and an event",
        remedy: "write { entered: \(name.value) } or { taken: \(name.value) }")
    case (false, false):
      guard !context.isCut else { return nil }
      context.diagnostics.error(
        .unknownState, at: name.place, "no state or event \(name.value.inQuotes)",
        remedy: didYouMean(name.value, context.outline.ids + events).map { "did you mean \($0.inQuotes)?" }
          ?? "name a state or an event of this workflow")
    }
    return nil
  }
}
