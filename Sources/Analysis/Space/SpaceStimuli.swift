import Casework
import Expression
import Statechart

/// What may happen to explored cases.
struct SpaceStimuli {
  private let model: SpaceModel
  /// Events that the workflow sends or raises itself.
  private let own: Set<String>
  /// The events by which cases that this one starts report their end.
  private let reports: Set<String>
  private let mayHaveSeveralTimers: Bool

  private var workflow: Workflow { model.workflow }
  private var chart: Statechart { model.chart }

  init(model: SpaceModel) {
    self.model = model
    var own: Set<String> = []
    var sendsLater = false
    func survey(_ actions: [Action]) {
      for action in actions {
        switch action {
        case .raise(let name, _): own.insert(name)
        case .send(_, let name, _, let delay):
          own.insert(name)
          if delay != nil, !model.relevance.isInert(event: name) { sendsLater = true }
        case .choose(let branches): branches.forEach { survey($0.actions) }
        case .assign, .cancel, .log, .perform: break
        }
      }
    }
    for state in model.chart.states { (state.entry + state.exit + [state.initialActions]).forEach(survey) }
    for transition in model.chart.transitions { survey(transition.actions) }
    self.own = own
    reports = Set(model.workflow.starts.map { "done.case.\($0.name)" })
    mayHaveSeveralTimers = sendsLater || model.chart.states.contains { $0.kind == .parallel }
  }

  /// Whether a timer runs beside no other, whatever people do.
  func isAlone(_ timer: SpaceTimer) -> Bool {
    guard !mayHaveSeveralTimers, case .after(let state, _) = timer.key, chart.states[state].isAtomic else {
      return false
    }
    var outer = state
    var count = 0
    while outer != 0 {
      count += chart.states[outer].timerTransitions.count { !model.relevance.inert.contains($0) }
      outer = chart.states[outer].parent
    }
    return count == 1
  }

  func firing(_ timer: SpaceTimer) -> SpaceStepper.Stimulus {
    switch timer.key {
    case .after: return SpaceStepper.Stimulus(cause: .timer(timer.key), event: .fired(timer.key))
    case .send:
      var event = timer.event ?? Event("")
      event.timer = timer.key
      return SpaceStepper.Stimulus(cause: .timer(timer.key), event: event)
    }
  }

  /// What people, programs and clocks may send, and what inert timers do that somebody wants to see.
  func stimuli(of node: SpaceNode) -> [SpaceStepper.Stimulus] {
    let available = chart.availableEvents(node.session)
    var stimuli: [SpaceStepper.Stimulus] = []
    var names: Set<String> = []
    for transition in available {
      for descriptor in transition.descriptors {
        let name = descriptor.matchesEverything ? "anything" : descriptor.prefix
        guard !name.isEmpty, names.insert(name).inserted else { continue }
        let answering = available.filter { $0.descriptors.contains { $0.matches(name) } }.map(\.transition)
        stimuli += self.stimuli(named: name, answering)
      }
    }
    return stimuli
  }

  private func stimuli(named name: String, _ answering: [Int]) -> [SpaceStepper.Stimulus] {
    guard isWorthwhile(answering) else { return [] }
    let words = name.split(separator: ".").map(String.init)
    if words.first == "clock" { return warnings(words) }
    let form = answering.flatMap { workflow.transitionNotes[$0].form }.reduce(into: [Int]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let groups = rolesByEffect(answering)
    if groups.isEmpty {
      if ["error", "done"].contains(words.first), !words.starts(with: ["done", "case"]) { return [] }
      if words.starts(with: ["done", "case"]) {
        guard reports.contains(where: { $0 == name || $0.hasPrefix(name + ".") }) else { return [] }
        let report = reports.sorted().first { $0 == name || $0.hasPrefix(name + ".") } ?? name
        return [.init(cause: .outside(event: report), event: Event(report, data: .unsettled(-1)))]
      }
      // Where no role is named anywhere, anybody may send anything; else nobody sends what names no role.
      guard !model.namesRoles else { return [] }
      return [.init(cause: .person(event: name, roles: []), event: Event(name), form: form)]
    }
    return groups.map { roles in
      .init(cause: .person(event: name, roles: roles), event: Event(name, by: roles[0]), form: form)
    }
  }

  private func isWorthwhile(_ answering: [Int]) -> Bool {
    answering.contains { !model.relevance.inert.contains($0) }
  }

  /// The roles that may send an event, those together for whom the same transitions answer.
  private func rolesByEffect(_ answering: [Int]) -> [[String]] {
    var groups: [(transitions: [Int], roles: [String])] = []
    var seen: Set<String> = []
    for role in answering.flatMap({ workflow.transitionNotes[$0].roles }) where seen.insert(role).inserted {
      let open = answering.filter { workflow.transitionNotes[$0].roles.contains(role) }
      if !model.asksSender, let place = groups.firstIndex(where: { $0.transitions == open }) {
        groups[place].roles.append(role)
      } else {
        groups.append((open, [role]))
      }
    }
    return groups.map(\.roles)
  }

  private func warnings(_ words: [String]) -> [SpaceStepper.Stimulus] {
    workflow.clocks.filter { words.count < 2 || $0.id == words[1] }.flatMap { clock in
      clock.warnAt.map { percent in
        let data = Value.map(MapValue([("percent", .int(Int64(percent)))]))
        return .init(
          cause: .clock(clock.id, percent: percent), event: Event("clock.\(clock.id)", data: data, kind: .platform))
      }
    }
  }
}
