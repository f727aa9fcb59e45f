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

  package init(_ property: Property, of workflow: Workflow) {
    rule = property.rule
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

  /// The transitions that it has to hear of, also where they change nothing else.
  package var transitions: Set<Int> {
    sights.reduce(sending?.transitions ?? []) { $0.union($1.transitions) }
  }

  /// The messages and publications that it has to hear of.
  package var effects: Set<Int> { sights.reduce([]) { $0.union($1.effects) } }

  /// The conditions that it asks of cases at rest.
  package var conditions: [Expression] {
    var conditions = sights.flatMap(\.conditions) + [limit?.condition].compactMap(\.self)
    if case .neverWaits(let condition, _, _) = rule { conditions.append(condition) }
    return conditions
  }

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
  /// Whether the moment that a wait counts from comes last among the outputs, with no goal behind it; nil for a wait that
  /// counts from the opening, which is no output.
  package func begins(_ outputs: [Output], reading: (Expression) -> Bool?) -> Bool? {
    guard let other, let sight else { return nil }
    var waits = false
    for output in outputs {
      if other.isSeen(in: output, reading) != .some(false) { waits = true }
      if sight.isSeen(in: output, reading) == .some(true) { waits = false }
    }
    return waits
  }

  /// Whether the moment that a wait is for is surely among the outputs.
  package func reaches(_ outputs: [Output], reading: (Expression) -> Bool?) -> Bool {
    guard let sight else { return false }
    return outputs.contains { sight.isSeen(in: $0, reading) == .some(true) }
  }
}
