internal import Expression

// What could be sent to a case now.
extension Statechart {
  /// The transitions that some event could call now, in the order in which the algorithm asks them; guards unasked.
  package func availableEvents(_ session: Session) -> [AvailableTransition] {
    callableTransitions(session).map { available($0, transitions[$0].guard == nil ? .allowed : .undecided) }
  }

  /// The same with each guard asked, for an event of the transition's own name that carries nothing.
  ///
  /// - Parameters:
  ///   - role: in which role the event would be sent: `event.by` of the guards.
  ///   - host: what the guards may ask besides the case.
  package func availableEvents(
    _ session: Session, by role: String?, host: some Host
  ) -> [AvailableTransition] {
    callableTransitions(session).map { number in
      let event = Event(descriptors(of: number).first?.prefix ?? "", by: role)
      guard host.permits(number, event) else { return available(number, .refused) }
      guard let condition = transitions[number].guard else { return available(number, .allowed) }
      let interpreter = Interpreter(self, session, event, host)
      do throws(EvaluationError) {
        return available(number, try interpreter.evaluateCondition(condition) ? .allowed : .refused)
      } catch {
        return available(number, .undecided)
      }
    }
  }

  /// Transitions of the active states, from each leaf outwards, whose trigger is an event by name.
  private func callableTransitions(_ session: Session) -> [Int] {
    guard !session.isDone else { return [] }
    var callable: [Int] = []
    var asked = StateSet()
    for leaf in session.configuration.intersection(atomicStates) {
      var state = leaf
      while !asked.contains(state) {
        asked.insert(state)
        callable += states[state].eventTransitions.filter { !descriptors(of: $0).isEmpty }
        state = states[state].parent
      }
    }
    return callable
  }

  private func available(_ transition: Int, _ verdict: AvailableTransition.Verdict) -> AvailableTransition {
    AvailableTransition(
      transition: transition, source: transitions[transition].source, descriptors: descriptors(of: transition),
      verdict: verdict)
  }

  private func descriptors(of transition: Int) -> [EventDescriptor] {
    switch transitions[transition].trigger {
    case .event(let descriptors): descriptors
    case .timer, .sameTimer, .eventless, .done: []
    }
  }
}
