/// How long it can take from each moment until something comes, over all ways: the longest path, where waits that go
/// round in circles have no end.
struct LongestWait {
  /// A move, and where it leads; nowhere where what is waited for comes with it.
  struct Leg {
    let path: SpacePathStep
    /// For how long the case waits before; nil where nothing bounds that.
    let days: Int?
    let cause: SpaceStep.Cause
    let target: Int?
  }

  /// The moves that lead on.
  private let graph: TimedGraph
  /// By part of the graph; nil where there is no end to it.
  private var longest: [Int?] = []

  /// - Parameter legs: by moment, the moves that count.
  init(in space: Space, _ legs: [[Leg]]) {
    var leadsOn = Set<SpacePathStep>()
    for leg in legs.joined() where leg.target != nil { leadsOn.insert(leg.path) }
    graph = TimedGraph(space) { _, path in leadsOn.contains(path) }
    // Parts are numbered from the ends, so what a part leads to is known before it.
    for part in graph.parts.indices {
      // Within a part all moves take no time, or there is no end to it: what is longest from one is so from all.
      longest.append(
        graph.parts[part].reduce(Int?.some(0)) { most, moment in
          guard let most, !space.nodes[space.moments[moment].node].isDone, Self.isBounded(legs[moment]) else {
            return nil
          }
          return legs[moment].reduce(most) { most, leg in most.flatMap { wait(leg, in: part, atLeast: $0) } }
        })
    }
  }

  /// Whether something surely follows within a time: a timer that is to fire.
  static func isBounded(_ legs: [Leg]) -> Bool {
    legs.contains { leg in
      if case .timer = leg.cause { leg.days != nil } else { false }
    }
  }

  /// The longest wait from a moment in working days; nil where there is no end to it.
  func days(from moment: Int) -> Int? { longest[graph.part[moment]] }

  private func wait(_ leg: Leg, in part: Int, atLeast most: Int) -> Int? {
    guard let days = leg.days else { return nil }
    guard let target = leg.target else { return max(most, days) }
    if graph.part[target] == part { return days > 0 ? nil : most }
    return longest[graph.part[target]].map { max(most, days + $0) }
  }
}
