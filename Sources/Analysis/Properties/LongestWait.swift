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

  private let space: Space
  private let onward: (Int) -> [Leg]

  init(in space: Space, onward: @escaping (Int) -> [Leg]) {
    self.space = space
    self.onward = onward
  }

  /// Whether something surely follows within a time: a timer that is to fire.
  static func isBounded(_ legs: [Leg]) -> Bool {
    legs.contains { leg in
      if case .timer = leg.cause { leg.days != nil } else { false }
    }
  }

  /// The longest wait from a moment in working days; nil where there is no end to it.
  func days(from start: Int) -> Int? {
    var solver = Solver(space, onward)
    return solver.days(from: start)
  }

  /// Tarjan's components in the order in which they are closed, which is from the ends backwards.
  private struct Solver {
    private struct Frame {
      let moment: Int
      let legs: [Leg]
      var next = 0
    }

    private let space: Space
    private let onward: (Int) -> [Leg]
    private var order: [Int: Int] = [:]
    private var lowest: [Int: Int] = [:]
    private var open: [Int] = []
    private var isOpen: Set<Int> = []
    /// By moment of a closed component; nil inside for no end.
    private var longest: [Int: Int?] = [:]
    private var legsOf: [Int: [Leg]] = [:]

    init(_ space: Space, _ onward: @escaping (Int) -> [Leg]) {
      (self.space, self.onward) = (space, onward)
    }

    mutating func days(from start: Int) -> Int? {
      var frames = [enter(start)]
      while let frame = frames.last {
        if frame.next < frame.legs.count {
          frames[frames.count - 1].next += 1
          guard let target = frame.legs[frame.next].target else { continue }
          if order[target] == nil {
            frames.append(enter(target))
          } else if isOpen.contains(target) {
            lower(frame.moment, to: order[target])
          }
          continue
        }
        frames.removeLast()
        if let outer = frames.last { lower(outer.moment, to: lowest[frame.moment]) }
        if lowest[frame.moment] == order[frame.moment] { close(frame.moment) }
      }
      return longest[start] ?? nil
    }

    private mutating func enter(_ moment: Int) -> Frame {
      order[moment] = order.count
      lowest[moment] = order[moment]
      open.append(moment)
      isOpen.insert(moment)
      let legs = onward(moment)
      legsOf[moment] = legs
      return Frame(moment: moment, legs: legs)
    }

    private mutating func lower(_ moment: Int, to other: Int?) {
      guard let mine = lowest[moment], let other else { return }
      lowest[moment] = min(mine, other)
    }

    private mutating func close(_ head: Int) {
      var members: [Int] = []
      while let last = open.popLast() {
        isOpen.remove(last)
        members.append(last)
        if last == head { break }
      }
      let inside = Set(members)
      var most: Int? = 0
      for member in members {
        let legs = legsOf[member] ?? []
        if space.nodes[space.moments[member].node].isDone || !LongestWait.isBounded(legs) { most = nil }
        for leg in legs {
          guard let before = most else { break }
          let days = leg.days
          if let target = leg.target, inside.contains(target) {
            if days.map({ $0 > 0 }) ?? true { most = nil }
          } else if let target = leg.target {
            most = (longest[target] ?? nil).flatMap { rest in days.map { max(before, $0 + rest) } }
          } else {
            most = days.map { max(before, $0) }
          }
        }
      }
      // Within a component all moves take no time, so that what is longest from one is so from all.
      for member in members { longest[member] = .some(most) }
    }
  }
}
