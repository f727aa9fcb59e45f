package import Casework
package import Expression
package import Statechart

/// Follows one property along the steps of a case, be it a real one or one that is only thought of: a small automaton.
package struct PropertyMonitor: Sendable {
  /// What it remembers of the steps so far.
  package struct Memory: Hashable, Sendable {
    /// Whether the moment has come that the property counts from or up to.
    package var hasCome = false
    /// Whether the event was sent whose sender must be another.
    package var wasSent = false

    package init() {}
  }

  /// What a step means for the property.
  package enum Verdict: Hashable, Sendable {
    case kept
    case broken
    /// It is broken if a condition comes out so that can't be known.
    case mayBreak
  }

  private let rule: Property.Rule
  private let limit: Property.Limit?
  private let sight: MomentSight?
  private let other: MomentSight?
  /// Of `by-sender-of`: what the other event's transitions are, and which of ours keep its sender out.
  private let sending: (transitions: Set<Int>, guarded: Set<Int>)?
  private let place: Int?
  private let chart: Statechart

  package init(_ property: Property, of workflow: Workflow) {
    rule = property.rule
    chart = workflow.chart
    limit = property.limit
    var (moment, other): (Moment?, Moment?) = (nil, nil)
    var state: String?
    switch property.rule {
    case .never(let never, let order):
      moment = never
      switch order {
      case .before(let start), .after(let start): other = start
      case nil: break
      }
    case .neverWaits(_, _, let id): state = id
    case .together(let wanted, let when): (moment, other) = (wanted, when)
    case .eventually(let goal, let start, _, _): (moment, other) = (goal, start)
    }
    sight = moment.map { MomentSight($0, of: workflow) }
    self.other = other.map { MomentSight($0, of: workflow) }
    place = state.flatMap(workflow.chart.state)
    if case .taken(_, _, let before?) = moment {
      let guarded = workflow.transitionNotes.indices.filter { number in
        let note = workflow.transitionNotes[number]
        return note.roles.isEmpty || note.notBy.contains { EventDescriptor(before).matches($0) }
      }
      sending = (workflow.transitions(answering: before), Set(guarded))
    } else {
      sending = nil
    }
  }

  /// What an exploration has to tell of, so that nothing is missing that this asks for.
  var observation: SpaceObservation {
    var observation = SpaceObservation()
    for sight in sights where !isSeenWithTheOther(sight) {
      observation.transitions.formUnion(sight.transitions)
      observation.transitions.formUnion(
        chart.transitions.filter { transition in
          transition.actions.contains { $0.performs(oneOf: sight.effects) }
        }.map(\.number))
      observation.ownEffects.formUnion(sight.effects)
    }
    observation.transitions.formUnion(sending?.transitions ?? [])
    for sight in sights {
      observation.effects.formUnion(sight.effects)
      observation.questions += sight.conditions.map { condition in
        var question = SpaceQuestion(condition)
        question.effects = sight.effects
        return question
      }
    }
    if let limit { observation.questions.append(question(of: limit)) }
    if case .neverWaits(let condition, _, _) = rule {
      var question = SpaceQuestion(condition)
      question.waiting = [place ?? 0]
      observation.questions.append(question)
    }
    return observation
  }

  /// A limit is asked where it counts: with what must not be, and with what something has to follow.
  private func question(of limit: Property.Limit) -> SpaceQuestion {
    var question = SpaceQuestion(limit.condition)
    switch rule {
    case .never: sight?.add(to: &question)
    case .together: other?.add(to: &question)
    case .eventually:
      question.atOpening = other == nil
      other?.add(to: &question)
    case .neverWaits: break
    }
    return question
  }

  /// Whether it only matters in steps of which the other moment tells.
  private func isSeenWithTheOther(_ moment: MomentSight) -> Bool {
    if case .together = rule { return moment === sight }
    return false
  }

  /// Whether it says how long something may take.
  var countsDays: Bool { if case .eventually = rule { true } else { false } }

  /// Whether the moment that it counts from or up to could ever come; true where it names none.
  package var otherIsPossible: Bool { other?.isPossible ?? true }

  /// Whether anything in the workflow is what must never be; true for what has to be.
  package var couldBeBroken: Bool {
    switch rule {
    case .never: sight?.isPossible == true
    case .neverWaits, .together, .eventually: true
    }
  }

  private var sights: [MomentSight] { [sight, other].compactMap(\.self) }

  /// Follows a step.
  ///
  /// - Parameters:
  ///   - outputs: all that the step put out, in order.
  ///   - configuration: the states in which the case then waits; nil where it has ended.
  ///   - reading: what a condition then comes out as; nil where nobody can say.
  package func follow(
    _ outputs: [Output], to configuration: StateSet?, _ memory: inout Memory, reading: (Expression) -> Bool?
  ) -> Verdict {
    let broken: Bool? =
      switch rule {
      case .never(_, let order): happened(outputs, order, &memory, reading)
      case .neverWaits(let condition, let outcome, _):
        configuration.map { place.map($0.contains) ?? true } == true ? reading(condition).map { $0 == outcome } : false
      case .together: isMissing(outputs, reading)
      // That takes time, and is not seen in a step.
      case .eventually: false
      }
    let counts = limit.map { limit in reading(limit.condition).map { $0 == limit.outcome } } ?? true
    switch Bool?.both(broken, counts) {
    case true?: return .broken
    case false?: return .kept
    case nil: return .mayBreak
    }
  }

  /// Whether the moment came when it must not.
  private func happened(
    _ outputs: [Output], _ order: Property.Order?, _ memory: inout Memory, _ reading: (Expression) -> Bool?
  ) -> Bool? {
    guard let sight else { return false }
    var result: Bool? = false
    for output in outputs {
      // What lets the moment come is believed only where it is known; what forbids it, where it is possible.
      let comes = other?.isSeen(in: output, reading)
      if case .after = order, memory.hasCome { result = .either(result, sees(sight, output, memory, reading)) }
      switch order {
      case .before: if comes == .some(true) { memory.hasCome = true }
      case .after: if comes != .some(false) { memory.hasCome = true }
      case nil: break
      }
      switch order {
      case .before: if !memory.hasCome { result = .either(result, sees(sight, output, memory, reading)) }
      case nil: result = .either(result, sees(sight, output, memory, reading))
      case .after: break
      }
      if case .took(let transition) = output, sending?.transitions.contains(transition) == true {
        memory.wasSent = true
      }
    }
    return result
  }

  private func sees(
    _ sight: MomentSight, _ output: Output, _ memory: Memory, _ reading: (Expression) -> Bool?
  ) -> Bool? {
    guard let sending else { return sight.isSeen(in: output, reading) }
    guard case .took(let transition) = output, memory.wasSent else { return false }
    return sight.transitions.contains(transition) && !sending.guarded.contains(transition)
  }

  /// Whether the second moment came without the first.
  private func isMissing(_ outputs: [Output], _ reading: (Expression) -> Bool?) -> Bool? {
    guard let sight, let other else { return false }
    let calls = outputs.reduce(Bool?.some(false)) { .either($0, other.isSeen(in: $1, reading)) }
    let comes = outputs.reduce(Bool?.some(false)) { .either($0, sight.isSeen(in: $1, reading)) }
    return .both(calls, comes.map { !$0 })
  }
}

// MARK: - Waiting

extension PropertyMonitor {
  /// Whether a wait begins with a step, and has not ended in it.
  package func begins(_ outputs: [Output], isOpening: Bool, reading: (Expression) -> Bool?) -> Bool {
    guard case .eventually = rule, let sight else { return false }
    var waits = isOpening && other == nil
    for output in outputs {
      if let other, other.isSeen(in: output, reading) != .some(false) { waits = true }
      if sight.isSeen(in: output, reading) == .some(true) { waits = false }
    }
    guard waits, let limit else { return waits }
    return reading(limit.condition).map { $0 == limit.outcome } ?? true
  }

  /// Whether the moment that a wait is for is surely among the outputs.
  package func reaches(_ outputs: [Output], reading: (Expression) -> Bool?) -> Bool {
    guard let sight else { return false }
    return outputs.contains { sight.isSeen(in: $0, reading) == .some(true) }
  }
}
