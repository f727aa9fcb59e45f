import Casework
import Expression
import Statechart

/// What of a workflow decides where its cases go: the transitions that change something, and the fields that are asked.
///
/// A reminder, or a letter that sends itself again every month, changes nothing that matters: such transitions are
/// inert. It is the greatest such set: two letters that only ever send each other are both inert.
struct Relevance {
  private(set) var inert: Set<Int>
  /// Fields on which the way of a case may depend.
  private(set) var fields: Set<Int> = []
  /// Whether some transition that changes something answers to a fault.
  private(set) var mindsFaults = false
  private let workflow: Workflow
  private let observed: Set<Int>
  private let effects: Set<Int>
  private let ownEffects: Set<Int>

  private var chart: Statechart { workflow.chart }

  /// - Parameter observation: what somebody else asks besides, such as a property.
  init(_ workflow: Workflow, observing observation: SpaceObservation = .nothing) {
    self.workflow = workflow
    observed = Set(
      observation.questions.flatMap { $0.condition.variables.filter(workflow.chart.fields.indices.contains) })
    let told = observation.transitions
    effects = observation.effects
    ownEffects = observation.ownEffects
    inert = Set(workflow.chart.transitions.filter { Self.mayBeInert($0, workflow.chart) }.map(\.number)).subtracting(
      told)
    while true {
      mindsFaults = chart.transitions.contains { !inert.contains($0.number) && answers($0, "error.execution") }
      fields = askedFields()
      let changing = inert.filter { !isHarmless(chart.transitions[$0]) || isMateChanging($0) }
      guard !changing.isEmpty else { break }
      inert.subtract(changing)
    }
  }

  /// Only what leads nowhere and is called by a timer or an event.
  private static func mayBeInert(_ transition: Transition, _ chart: Statechart) -> Bool {
    guard transition.targets.isEmpty, !chart.states[transition.source].isHistory else { return false }
    switch transition.trigger {
    case .timer, .sameTimer, .event: return true
    case .eventless, .done: return false
    }
  }

  /// Of several ways on from one deadline all are inert, or none.
  private func isMateChanging(_ number: Int) -> Bool {
    timerGroup(of: number).contains { !inert.contains($0) }
  }

  /// The transitions that share a timer with this one; none where no timer calls it.
  private func timerGroup(of number: Int) -> [Int] {
    let all = chart.states[chart.transitions[number].source].transitions
    var first = number
    while case .sameTimer = chart.transitions[first].trigger, first > all.lowerBound { first -= 1 }
    guard case .timer = chart.transitions[first].trigger else { return [] }
    var group = [first]
    for next in (first + 1)..<max(first + 1, all.upperBound) {
      guard case .sameTimer = chart.transitions[next].trigger else { break }
      group.append(next)
    }
    return group
  }

  /// Whether everything that answers an event of that name is inert.
  func isInert(event name: String) -> Bool {
    chart.transitions.allSatisfy { inert.contains($0.number) || !answers($0, name) }
  }

  private func answers(_ transition: Transition, _ name: String) -> Bool {
    guard !chart.states[transition.source].isHistory else { return false }
    switch transition.trigger {
    case .event(let descriptors): return descriptors.contains { $0.matches(name) }
    case .done: return chart.states[transition.source].doneEventName == name
    case .timer, .sameTimer, .eventless: return false
    }
  }

  // MARK: Harmless actions

  private func isHarmless(_ transition: Transition) -> Bool {
    if mindsFaults, transition.guard != nil { return false }
    return isHarmless(transition.actions, but: ownEffects)
  }

  private func isHarmless(_ actions: [Action]) -> Bool { isHarmless(actions, but: effects) }

  private func isHarmless(_ actions: [Action], but effects: Set<Int>) -> Bool {
    actions.allSatisfy { action in
      switch action {
      case .assign(let assignments): !mindsFaults && assignments.allSatisfy { !fields.contains($0.field) }
      case .raise(let name, _), .send(_, let name, _, _): !mindsFaults && isInert(event: name)
      case .cancel(let id): sentEvents(id).allSatisfy(isInert)
      case .choose(let branches): !mindsFaults && branches.allSatisfy { isHarmless($0.actions, but: effects) }
      case .perform(let effect, _): !mindsFaults && !effects.contains(effect)
      case .log: !mindsFaults
      }
    }
  }

  private func sentEvents(_ id: String) -> [String] {
    allActions.flatMap { Self.sends($0) }.filter { $0.id == id }.map(\.event)
  }

  private static func sends(_ actions: [Action]) -> [(id: String?, event: String)] {
    actions.flatMap { action -> [(id: String?, event: String)] in
      switch action {
      case .send(let id, let name, _, _): [(id, name)]
      case .choose(let branches): branches.flatMap { sends($0.actions) }
      case .assign, .raise, .cancel, .log, .perform: []
      }
    }
  }

  private var allActions: [[Action]] {
    chart.states.flatMap { $0.entry + $0.exit + [$0.initialActions] } + chart.transitions.map(\.actions)
  }

  // MARK: Fields

  private func askedFields() -> Set<Int> {
    var asked = Set(observed)
    for transition in chart.transitions { asked.formUnion(asks(transition)) }
    for actions in allActions { asked.formUnion(asks(actions)) }
    // What a field that is asked is worked out of is asked as well.
    var before = -1
    while before != asked.count {
      before = asked.count
      for actions in allActions { asked.formUnion(sources(of: asked, in: actions)) }
      for (number, field) in chart.fields.enumerated() where asked.contains(number) {
        asked.formUnion(read(field.initial))
      }
    }
    return asked
  }

  /// What decides whether a transition is taken, and when.
  func asks(_ transition: Transition) -> Set<Int> {
    var asked: Set<Int> = []
    if !inert.contains(transition.number) || competes(transition) { asked.formUnion(read(transition.guard)) }
    guard !inert.contains(transition.number), case .timer(let length) = transition.trigger else { return asked }
    return asked.union(read(length))
  }

  /// Whether an inert transition takes an event that another would do something with.
  private func competes(_ transition: Transition) -> Bool {
    guard case .event(let descriptors) = transition.trigger else { return false }
    return chart.transitions.contains { other in
      guard !inert.contains(other.number), case .event(let others) = other.trigger else { return false }
      return descriptors.contains { one in
        others.contains {
          $0.matchesEverything || one.matchesEverything || $0.matches(one.prefix) || one.matches($0.prefix)
        }
      }
    }
  }

  /// What decides which of some actions are done, and when something follows of them.
  func asks(_ actions: [Action]) -> Set<Int> {
    var asked: Set<Int> = []
    for action in actions {
      switch action {
      case .choose(let branches) where !isHarmless([action]):
        for branch in branches {
          asked.formUnion(read(branch.condition))
          asked.formUnion(asks(branch.actions))
        }
      case .send(_, let name, let data, let delay) where !isInert(event: name):
        asked.formUnion(read(data))
        if let delay { asked.formUnion(read(delay)) }
      case .raise(let name, let data) where !isInert(event: name): asked.formUnion(read(data))
      case .choose, .send, .raise, .assign, .cancel, .log, .perform: break
      }
    }
    return asked
  }

  /// The conditions of every `if` that decides nothing but messages, by their text.
  func idleConditions() -> Set<String> {
    var idle: Set<String> = []
    var decisive: Set<String> = []
    func survey(_ actions: [Action]) {
      for action in actions {
        guard case .choose(let branches) = action else { continue }
        let sources = branches.compactMap { $0.condition?.source }
        if isHarmless([action]) { idle.formUnion(sources) } else { decisive.formUnion(sources) }
        branches.forEach { survey($0.actions) }
      }
    }
    allActions.forEach(survey)
    return idle.subtracting(decisive)
  }

  /// The conditions of every `if` with one of these effects in some branch, by their text.
  func conditions(of effects: Set<Int>) -> Set<String> {
    var found: Set<String> = []
    func survey(_ actions: [Action]) {
      for action in actions where action.performs(oneOf: effects) {
        guard case .choose(let branches) = action else { continue }
        found.formUnion(branches.compactMap { $0.condition?.source })
        branches.forEach { survey($0.actions) }
      }
    }
    allActions.forEach(survey)
    return found
  }

  /// What the fields that are asked are worked out of.
  func sources(of asked: Set<Int>, in actions: [Action]) -> Set<Int> {
    var sources: Set<Int> = []
    for action in actions {
      switch action {
      case .assign(let assignments):
        for assignment in assignments where asked.contains(assignment.field) {
          sources.formUnion(read(assignment.value))
        }
      case .choose(let branches):
        for branch in branches {
          let inner = self.sources(of: asked, in: branch.actions)
          let assigns = branch.actions.contains { Self.assigns($0, asked) }
          sources.formUnion(inner)
          if assigns { branches.forEach { sources.formUnion(read($0.condition)) } }
        }
      case .raise, .send, .cancel, .log, .perform: break
      }
    }
    return sources
  }

  private static func assigns(_ action: Action, _ asked: Set<Int>) -> Bool {
    switch action {
    case .assign(let assignments): assignments.contains { asked.contains($0.field) }
    case .choose(let branches): branches.contains { $0.actions.contains { assigns($0, asked) } }
    case .raise, .send, .cancel, .log, .perform: false
    }
  }

  private func read(_ length: TimerLength) -> Set<Int> {
    switch length {
    case .fixed: []
    case .computed(let expression), .limited(let expression, _): read(expression)
    }
  }

  private func read(_ expression: Expression?) -> Set<Int> {
    guard let expression else { return [] }
    // `data` as a whole stands for every field.
    if expression.variables.contains(chart.fields.count + 3) { return Set(chart.fields.indices) }
    return Set(expression.variables.filter { $0 < chart.fields.count })
  }
}
