extension Statechart {
  /// The number of the state with an id.
  package func state(_ id: String) -> Int? { numbers[id] }

  /// The ids of a set's states, in document order.
  package func ids(of set: StateSet) -> [String] { set.map { states[$0].id } }

  /// Where a state stands, from the outermost id to its own: `review/first-reader/reading`.
  package func path(of state: Int) -> String {
    var ids = [states[state].id]
    for ancestor in getProperAncestors(state) where ancestor != 0 { ids.append(states[ancestor].id) }
    return ids.reversed().joined(separator: "/")
  }

  /// The ids of every active state, in document order.
  package func configuration(_ session: Session) -> [String] { ids(of: session.configuration) }

  /// The ids of the active states that have no children, in document order.
  package func leaves(_ session: Session) -> [String] { ids(of: session.configuration.intersection(atomicStates)) }

  /// Whether the state with an id is active; false for an id that the chart does not know.
  package func isActive(_ id: String, in session: Session) -> Bool {
    numbers[id].map(session.configuration.contains) ?? false
  }

  /// A transition as a trace writes it: `ID#N`, the N-th of that state's transitions from 0.
  package func name(ofTransition number: Int) -> String {
    "\(states[transitions[number].source].id)#\(transitions[number].ordinal)"
  }

  /// The line of a trace that stands for an output: `exit ID`, `take ID#N`, `enter ID` or `log TEXT`.
  package func traceLine(_ output: Output) -> String? {
    switch output {
    case .entered(let state): "enter \(states[state].id)"
    case .exited(let state): "exit \(states[state].id)"
    case .took(let transition): "take \(name(ofTransition: transition))"
    case .logged(let text): "log \(text)"
    case .skipped, .raised, .scheduled, .cancelled, .sent, .performed, .assigned, .fault, .ignored, .ended: nil
    }
  }
}
