// What W3C's algorithm asks of the document's tree, under its names.
extension Statechart {
  /// Whether `state` lies inside `ancestor`.
  func isDescendant(_ state: Int, _ ancestor: Int) -> Bool {
    states[ancestor].descendants.contains(state)
  }

  /// The ancestors of a state from the inside out, up to but without `limit` (the root, where there is none, included).
  func getProperAncestors(_ state: Int, upTo limit: Int? = nil) -> ProperAncestors {
    ProperAncestors(states: states, upcoming: state == 0 ? nil : states[state].parent, limit: limit)
  }

  /// The innermost compound state, or the root, that all the others lie in. It is never a parallel: a transition
  /// between two regions leaves and enters the whole parallel (decision 5 of the workflow language).
  func findLCCA(_ first: Int, _ others: [Int]) -> Int {
    for ancestor in getProperAncestors(first) where states[ancestor].kind == .compound {
      if others.allSatisfy({ isDescendant($0, ancestor) }) { return ancestor }
    }
    return 0
  }

  /// The domain of a transition that leads to these states: what stays active around it. None where it stays.
  func getTransitionDomain(_ transition: Transition, effectiveTargets targets: [Int]) -> Int? {
    guard !targets.isEmpty else { return nil }
    let source = transition.source
    if transition.isInternal, states[source].kind == .compound, targets.allSatisfy({ isDescendant($0, source) }) {
      return source
    }
    return findLCCA(source, targets)
  }

  struct ProperAncestors: Sequence, IteratorProtocol {
    let states: [State]
    var upcoming: Int?
    let limit: Int?

    mutating func next() -> Int? {
      guard let current = upcoming, current != limit else { return nil }
      upcoming = current == 0 ? nil : states[current].parent
      return current
    }
  }
}
