import Casework
import Expression
import WorkingTime

/// Reads `never` and `always`: what must hold for every case.
struct PropertyReader {
  let context: ReadingContext
  let moments: MomentReader

  init(context: ReadingContext, states: [ReadState]) {
    self.context = context
    var events: [String] = []
    var seen: Set<String> = []
    func add(_ state: ReadState) {
      for transition in state.transitions {
        guard case .event(let descriptors) = transition.definition.trigger else { continue }
        events += descriptors.map(\.prefix).filter { !$0.isEmpty && $0 != "*" && seen.insert($0).inserted }
      }
      state.children.forEach(add)
    }
    states.forEach(add)
    moments = MomentReader(context: context, events: events)
  }

  /// The properties of a workflow, each with its place.
  func properties(_ map: MappingReader) -> [(property: Property, place: SourcePlace)] {
    read("never", of: map, never) + read("always", of: map, always)
  }

  /// One property, or a list of them.
  private func read(
    _ key: String, of map: MappingReader, _ body: (MappingReader) -> Property?
  ) -> [(property: Property, place: SourcePlace)] {
    guard let node = map.optional(key) else { return [] }
    guard node.pairs != nil || node.elements != nil else {
      context.diagnostics.error(
        .wrongType, at: node.place, "\(key): expected a list or a mapping, found \(node.kindInWords)",
        remedy: "write one property a line, each begun with \"- \"")
      return []
    }
    return (node.elements ?? [node]).compactMap { node in
      MappingReader.read(node, "a property of \(key.inQuotes)", context.diagnostics, body).map { ($0, node.place) }
    }
  }

  // MARK: - never

  private func never(_ map: MappingReader) -> Property? {
    map.atMostOne(of: "notified", "named", "entered", "taken", "published", "ended", "holds")
    map.atMostOne(of: "before", "after")
    let moment = moments.moment(in: map)
    let holds = holds(map)
    let before = map.optional("before").flatMap { moments.moment($0, "before") }
    let after = map.optional("after").flatMap { moments.moment($0, "after") }
    let (limit, reason) = (limit(map), map.text("because"))
    if map.has("holds") {
      refuse(["before", "after", "while", "unless"], of: map, because: "\"holds\" is a condition already")
      return holds.map { Property(rule: .neverWaits($0.condition, outcome: true, in: $0.state), reason: reason) }
    }
    guard let moment else {
      if !MomentReader.keys.contains(where: map.has) { moments.reportMissing(in: map, besides: ["holds"]) }
      return nil
    }
    // What could not be read must not leave a property that says more than was meant.
    guard before != nil || !map.has("before"), after != nil || !map.has("after"), isWhole(limit, map) else {
      return nil
    }
    let order = before.map(Property.Order.before) ?? after.map(Property.Order.after)
    return Property(rule: .never(moment, order), limit: limit, reason: reason)
  }

  // MARK: - always

  private func always(_ map: MappingReader) -> Property? {
    map.atMostOne(of: "notified", "named", "entered", "taken", "published", "ended", "holds", "eventually")
    let moment = moments.moment(in: map)
    let holds = holds(map)
    let when = map.optional("when").flatMap { moments.moment($0, "when") }
    let goal = map.optional("eventually").flatMap(moments.goal)
    let after = map.optional("after").flatMap { moments.moment($0, "after") }
    let days = map.located("within").flatMap(workingDays)
    let pace = map.choice("even-if", Property.Pace.self)
    let (limit, reason) = (limit(map), map.text("because"))
    if map.has("eventually") {
      refuse(["when", "in"], of: map, because: "it does not go with \"eventually\"")
      if !map.has("within") { _ = map.required("within") }
      guard let goal, let days, after != nil || !map.has("after"), isWhole(limit, map) else { return nil }
      return Property(
        rule: .eventually(goal, after: after, workingDays: days, pace ?? .silent), limit: limit, reason: reason)
    }
    refuse(["after", "within", "even-if"], of: map, because: "it goes with \"eventually\"")
    if map.has("holds") {
      refuse(["when", "while", "unless"], of: map, because: "\"holds\" is a condition already")
      return holds.map { Property(rule: .neverWaits($0.condition, outcome: false, in: $0.state), reason: reason) }
    }
    guard MomentReader.keys.contains(where: map.has) else {
      moments.reportMissing(in: map, besides: ["holds", "eventually"])
      return nil
    }
    if !map.has("when") { _ = map.required("when") }
    guard let moment, let when, isWhole(limit, map) else { return nil }
    return Property(rule: .together(moment, when: when), limit: limit, reason: reason)
  }

  // MARK: - Parts

  private func holds(_ map: MappingReader) -> (condition: Expression, state: String?)? {
    let condition = map.optional("holds").flatMap { self.condition($0, "holds") }
    let state = map.located("in").flatMap { name in context.checkState(name).map { _ in name.value } }
    if map.has("in"), !map.has("holds") {
      map.refuse("in", because: "it goes with \"holds\"", remedy: "write \"while: inState('…')\", or take it out")
    }
    guard state != nil || !map.has("in") else { return nil }
    return condition.map { ($0, state) }
  }

  private func limit(_ map: MappingReader) -> Property.Limit? {
    map.atMostOne(of: "while", "unless")
    let `while` = map.optional("while").flatMap { self.condition($0, "while") }
    let unless = map.optional("unless").flatMap { self.condition($0, "unless") }
    return `while`.map { Property.Limit(condition: $0, outcome: true) }
      ?? unless.map { Property.Limit(condition: $0, outcome: false) }
  }

  private func isWhole(_ limit: Property.Limit?, _ map: MappingReader) -> Bool {
    limit != nil || !(map.has("while") || map.has("unless"))
  }

  /// A condition of a case at rest, which no event concerns any more.
  private func condition(_ node: YAMLNode, _ what: String) -> Expression? {
    guard let expression = context.expressions.read(node, what, as: .condition) else { return nil }
    guard context.expressions.isWithoutEvent(expression) else {
      context.diagnostics.error(
        .unknownName, at: node.place, "\(what) is read when the step is over, and asks for its event",
        remedy: "use data, inState(…) and party here; name the event under \"taken\"")
      return nil
    }
    return expression
  }

  private func workingDays(_ text: Located<String>) -> Int? {
    if case .workingDays(let days, counting: nil)? = try? Delay(parsing: text.value) { return days }
    context.diagnostics.error(
      .invalidDelay, at: text.place, "\(text.value.inQuotes) is no number of working days",
      remedy: "write \"within: 60 working days\": the proof counts in them")
    return nil
  }

  private func refuse(_ keys: [String], of map: MappingReader, because reason: String) {
    for key in keys where map.has(key) { map.refuse(key, because: reason) }
  }
}
