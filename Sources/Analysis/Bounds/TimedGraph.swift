/// The moments of an exploration as a graph whose edges take time, cut into the parts in which one can go in circles.
struct TimedGraph {
  let space: Space
  /// By moment: the moves that count.
  private let out: [[(number: Int, move: SpaceMove)]]
  /// By moment: the number of its part. A part with a smaller number never leads to one with a larger.
  private(set) var part: [Int]
  private(set) var parts: [[Int]] = []

  /// - Parameter follows: what may make a case move.
  init(_ space: Space, follows: (SpaceStep.Cause) -> Bool) { self.init(space) { step, _ in follows(step.cause) } }

  /// - Parameter counts: which moves count, and where each of them is.
  init(_ space: Space, counts: (SpaceStep, SpacePathStep) -> Bool) {
    self.space = space
    out = space.moments.indices.map { moment in
      let node = space.moments[moment].node
      return space.moves[moment].indices.compactMap { number in
        let move = space.moves[moment][number]
        return counts(space.steps[node][move.step], SpacePathStep(moment: moment, move: number)) ? (number, move) : nil
      }
    }
    part = Array(repeating: -1, count: space.moments.count)
    cut()
  }

  func edges(_ moment: Int) -> [(number: Int, move: SpaceMove)] { out[moment] }

  /// Tarjan's algorithm for strongly connected components, with a stack of its own.
  private mutating func cut() {
    let count = space.moments.count
    var index = Array(repeating: -1, count: count)
    var low = Array(repeating: 0, count: count)
    var isOpen = Array(repeating: false, count: count)
    var stack: [Int] = []
    var counter = 0
    var work: [(moment: Int, targets: [Int], next: Int)] = []
    func visit(_ moment: Int) {
      index[moment] = counter
      low[moment] = counter
      counter += 1
      stack.append(moment)
      isOpen[moment] = true
      work.append((moment, edges(moment).map(\.move.target), 0))
    }
    for start in 0..<count where index[start] < 0 {
      visit(start)
      while let (moment, targets, next) = work.last {
        if next < targets.count {
          work[work.count - 1].next += 1
          let target = targets[next]
          if index[target] < 0 {
            visit(target)
          } else if isOpen[target] {
            low[moment] = min(low[moment], index[target])
          }
          continue
        }
        work.removeLast()
        if let outer = work.last?.moment { low[outer] = min(low[outer], low[moment]) }
        guard low[moment] == index[moment] else { continue }
        var members: [Int] = []
        while let member = stack.popLast() {
          isOpen[member] = false
          part[member] = parts.count
          members.append(member)
          if member == moment { break }
        }
        parts.append(members)
      }
    }
  }

  /// The moves that stay within a part.
  func inner(_ part: Int) -> [(path: SpacePathStep, move: SpaceMove)] {
    parts[part].flatMap { moment in
      edges(moment).filter { self.part[$0.move.target] == part }
        .map { (SpacePathStep(moment: moment, move: $0.number), $0.move) }
    }
  }

  /// By part: whether going round in it takes time, so that one can do so for ever.
  func lasting() -> [Bool] {
    parts.indices.map { part in
      guard parts[part].count > 1 || edges(parts[part][0]).contains(where: { $0.move.target == parts[part][0] }) else {
        return false
      }
      return inner(part).contains { $0.move.days != 0 }
    }
  }
}

/// The longest ways through a timed graph.
struct LongestPaths {
  enum Length: Hashable {
    case unreached
    case days(Int)
    case unbounded
  }

  private let graph: TimedGraph
  private(set) var length: [Length]
  /// By part: the move by which the longest way gets into it.
  private var before: [SpacePathStep?]

  /// - Parameters:
  ///   - starts: where they begin.
  ///   - days: how long a move counts.
  ///   - passes: whether they go that way; all do, where nothing is said.
  init(
    _ graph: TimedGraph, from starts: [Int], days: (SpacePathStep, SpaceMove) -> Int? = { _, move in move.days },
    passes: (SpacePathStep) -> Bool = { _ in true }
  ) {
    self.graph = graph
    length = Array(repeating: .unreached, count: graph.parts.count)
    before = Array(repeating: nil, count: graph.parts.count)
    for start in starts where length[graph.part[start]] == .unreached { length[graph.part[start]] = .days(0) }
    // Parts are numbered from the ends, so the beginnings come last.
    for part in graph.parts.indices.reversed() where length[part] != .unreached {
      var isLasting = false
      for (path, move) in graph.inner(part) where passes(path) && days(path, move) != 0 { isLasting = true }
      if isLasting { length[part] = .unbounded }
      for moment in graph.parts[part] {
        for (number, move) in graph.edges(moment) where graph.part[move.target] != part {
          let path = SpacePathStep(moment: moment, move: number)
          guard passes(path) else { continue }
          let target = graph.part[move.target]
          let sum = Self.sum(length[part], days(path, move))
          if Self.isLonger(sum, length[target]) {
            length[target] = sum
            before[target] = path
          }
        }
      }
    }
  }

  subscript(moment: Int) -> Length { length[graph.part[moment]] }

  /// The moves of the longest way to a moment that lead from one part into another.
  func way(to moment: Int) -> [SpacePathStep] {
    var way: [SpacePathStep] = []
    var part = graph.part[moment]
    while let step = before[part] {
      way.append(step)
      part = graph.part[step.moment]
    }
    return way.reversed()
  }

  private static func sum(_ length: Length, _ days: Int?) -> Length {
    guard case .days(let before) = length, let days else { return .unbounded }
    return .days(before + days)
  }

  static func isLonger(_ one: Length, _ other: Length) -> Bool {
    switch (one, other) {
    case (.unreached, _), (_, .unbounded): false
    case (_, .unreached), (.unbounded, _): true
    case (.days(let a), .days(let b)): a > b
    }
  }
}
