import Statechart

// What is not kept apart: fields that would make too many cases, and steps of which nothing comes.
extension Space {
  /// The field of which the most was told apart: one with cells in between rather than one with few values.
  func nextToForget() -> Int? {
    var kinds: [Int: Set<StateSet>] = [:]
    for node in nodes { for (field, cells) in node.cells { kinds[field, default: []].insert(cells) } }
    let open = kinds.filter { !forgotten.contains($0.key) && $0.value.count > 1 }
    return open.max { one, other in
      let (a, b) = (model.cells[one.key]?.isExact ?? true, model.cells[other.key]?.isExact ?? true)
      return (a ? 0 : 1, one.value.count, other.key) < (b ? 0 : 1, other.value.count, one.key)
    }?.key
  }

  /// Cells of one field that are told apart before it is forgotten, and how many nodes there are before that is asked.
  private static let kinds = 40
  private static let coarse = 3_000

  /// Whether a field with cells in between is told apart in so many ways that it alone makes most of the nodes.
  func isTooFine(_ moment: Int) -> Bool {
    guard nodes.count > Self.coarse, moment.isMultiple(of: 1_000), observation.questions.isEmpty else { return false }
    var kinds: [Int: Set<StateSet>] = [:]
    for node in nodes {
      for (field, cells) in node.cells where model.cells[field]?.isExact == false && !forgotten.contains(field) {
        kinds[field, default: []].insert(cells)
      }
    }
    return kinds.values.contains { $0.count > Self.kinds }
  }

  /// Whether somebody wants to see a step even where nothing else comes of it.
  func tells(_ way: SpaceWay) -> Bool {
    // Where it changes what was forgotten, or enters its states anew, questions may be answered otherwise than before.
    let asks = !way.answers.isEmpty
    if asks, !forgotten.isEmpty { return true }
    return way.outputs.contains {
      switch $0 {
      case .took(let transition): observation.transitions.contains(transition)
      case .performed(let effect, _): observation.ownEffects.contains(effect)
      case .entered: asks
      case .exited, .skipped, .logged, .raised, .scheduled, .cancelled, .sent, .assigned, .fault, .ignored, .ended:
        false
      }
    }
  }

  /// Whether everything is as it was, or as it might have been before.
  func isIdle(_ way: SpaceWay, to node: SpaceNode?, after before: SpaceNode) -> Bool {
    guard let node, node.session.configuration == before.session.configuration,
      node.session.isDone == before.session.isDone, way.origins.count == before.timers.count,
      way.origins.enumerated().allSatisfy({ $0.offset == $0.element }),
      before.histories.allSatisfy({ node.session.history[$0] == before.session.history[$0] })
    else { return false }
    return before.live.allSatisfy { field in
      if let was = before.cells[field] {
        if let cells = node.cells[field] { return cells.intersection(was) == cells }
        guard let place = model.cells[field]?.values.firstIndex(of: node.session.data[field]) else { return false }
        return was.contains(place)
      }
      return node.cells[field] == nil && node.session.data[field] == before.session.data[field]
    }
  }
}
