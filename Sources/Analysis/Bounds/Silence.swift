import Statechart

/// From where a case that nobody looks after never comes to an end.
struct Silence {
  /// By moment: whether some run in which all people are silent never ends.
  let isEndless: [Bool]
  /// By moment: whether it is there that the case stands still for ever, or goes round.
  let isCulprit: [Bool]
  private(set) var standing: Set<Int> = []

  init(_ space: Space) {
    let graph = TimedGraph(space) { $0.isSilent }
    var open = Array(repeating: 0, count: space.moments.count)
    var callers: [[Int]] = Array(repeating: [], count: space.moments.count)
    var ended: [Int] = []
    var standing: Set<Int> = []
    for moment in space.moments.indices {
      if space.nodes[space.moments[moment].node].isDone {
        ended.append(moment)
        continue
      }
      let edges = graph.edges(moment)
      // Without a timer that is bound to fire nothing is bound to happen.
      if edges.isEmpty || !space.moments[moment].remaining.contains(where: { $0 != nil })
        || space.refused.contains(moment)
      {
        standing.insert(moment)
      }
      open[moment] = edges.count
      for edge in edges { callers[edge.move.target].append(moment) }
    }
    var isEndless = Array(repeating: true, count: space.moments.count)
    for moment in ended { isEndless[moment] = false }
    while let moment = ended.popLast() {
      for caller in callers[moment] {
        open[caller] -= 1
        if open[caller] == 0, isEndless[caller], !standing.contains(caller) {
          isEndless[caller] = false
          ended.append(caller)
        }
      }
    }
    self.isEndless = isEndless
    self.standing = standing
    var isCulprit = isEndless.indices.map { standing.contains($0) }
    for part in graph.parts.indices {
      let members = graph.parts[part]
      guard members.count > 1 || graph.edges(members[0]).contains(where: { $0.move.target == members[0] }) else {
        continue
      }
      for member in members where isEndless[member] { isCulprit[member] = true }
    }
    self.isCulprit = isCulprit
  }
}
