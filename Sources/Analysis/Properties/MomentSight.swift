import Casework
import Expression
import Statechart

/// Recognises a moment among the outputs of a step.
final class MomentSight: Sendable {
  /// What a condition comes out as where a case stands; nil where nobody can say.
  typealias Reading = (Expression) -> Bool?

  /// The transitions, states and effects of the workflow that are the moment.
  let transitions: Set<Int>
  let states: Set<Int>
  let effects: Set<Int>
  /// By effect: the ways in which its message tells what it must not; empty where the moment is no telling of names.
  let tellings: [Int: [Telling]]
  private let isEnd: Bool

  init(_ moment: Moment, of workflow: Workflow) {
    var (transitions, states, effects): (Set<Int>, Set<Int>, Set<Int>) = ([], [], [])
    var tellings: [Int: [Telling]] = [:]
    var isEnd = false
    switch moment {
    case .notified(let parties, let templates):
      effects = workflow.effects(where: { effect in
        guard case .notify(let party, let template) = effect else { return false }
        return (parties.isEmpty || parties.contains(party)) && (templates.isEmpty || templates.contains(template))
      })
    case .named(let secret, let parties):
      for (number, effect) in workflow.effects.enumerated() {
        guard case .notify(let party, let name) = effect, let template = workflow.templates[name],
          parties.isEmpty
            ? party != secret && workflow.party(named: party)?.isStaff == false : parties.contains(party)
        else { continue }
        let found = Telling.all(in: template, of: secret, workflow)
        if !found.isEmpty { tellings[number] = found }
      }
      effects = Set(tellings.keys)
    case .entered(let ids): states = Set(ids.compactMap(workflow.chart.state))
    case .taken(let event, let role, _):
      transitions = workflow.transitions(answering: event).filter { number in
        role.map(workflow.transitionNotes[number].roles.contains) ?? true
      }
    case .published: effects = workflow.effects(where: { $0 == .publish })
    case .ended: isEnd = true
    }
    (self.transitions, self.states, self.effects) = (transitions, states, effects)
    (self.tellings, self.isEnd) = (tellings, isEnd)
  }

  /// Whether anything of the workflow could be the moment.
  var isPossible: Bool { isEnd || !transitions.isEmpty || !states.isEmpty || !effects.isEmpty }

  /// The conditions that decide what messages tell.
  var conditions: [Expression] { tellings.values.flatMap { $0.flatMap { $0.asked.map(\.condition) } } }

  /// Has a question asked whenever the moment comes.
  func add(to question: inout SpaceQuestion) {
    question.transitions.formUnion(transitions)
    question.states.formUnion(states)
    question.effects.formUnion(effects)
    question.atEnd = question.atEnd || isEnd
  }

  /// Whether an output is the moment; nil where nobody can say.
  func isSeen(in output: Output, _ reading: Reading) -> Bool? {
    switch output {
    case .took(let transition): return transitions.contains(transition)
    case .entered(let state): return states.contains(state)
    case .ended: return isEnd
    case .performed(let effect, _):
      guard effects.contains(effect) else { return false }
      guard let tellings = tellings[effect] else { return true }
      return tellings.reduce(false) { .either($0, $1.isShown(reading)) }
    case .exited, .skipped, .logged, .raised, .scheduled, .cancelled, .sent, .assigned, .fault, .ignored: return false
    }
  }
}

extension Workflow {
  fileprivate func effects(where isMeant: (EffectTemplate) -> Bool) -> Set<Int> {
    Set(effects.indices.filter { isMeant(effects[$0]) })
  }

  /// The transitions that name an event, or one of a dotted family of events.
  func transitions(answering event: String) -> Set<Int> {
    let wanted = EventDescriptor(event)
    return Set(
      chart.transitions.filter { transition in
        guard case .event(let descriptors) = transition.trigger else { return false }
        return descriptors.contains { !$0.matchesEverything && wanted.matches($0.prefix) }
      }.map(\.number))
  }
}

extension Bool? {
  /// "Or" where nil is not known.
  static func either(_ one: Bool?, _ other: Bool?) -> Bool? {
    if one == true || other == true { return true }
    return one == nil || other == nil ? nil : false
  }

  /// "And" where nil is not known.
  static func both(_ one: Bool?, _ other: Bool?) -> Bool? {
    if one == false || other == false { return false }
    return one == nil || other == nil ? nil : true
  }
}
