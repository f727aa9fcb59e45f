import Expression
import Statechart

/// Everywhere that a case can get to, with what a property remembers of the way there: breadth first, so that every way
/// is the shortest.
struct PropertyWalk {
  /// A way from an opening.
  struct Path {
    let opening: Int
    var steps: [SpacePathStep]
  }

  /// A moment of the exploration, reached with something in mind.
  private struct Stand: Hashable {
    let moment: Int
    let memory: PropertyMonitor.Memory
  }

  /// A step to a moment: an opening, or a move from an earlier arrival.
  struct Arrival {
    let opening: Int
    let move: (from: Int, step: SpacePathStep)?
    let moment: Int
    fileprivate let memory: PropertyMonitor.Memory
  }

  /// Steps that break the property, or may.
  private(set) var firstBroken: Arrival?
  private(set) var firstDoubtful: Arrival?
  /// Steps with which a wait begins, each at a moment at which none before began.
  private(set) var beginnings: [Arrival] = []

  private let monitor: PropertyMonitor
  private let space: Space
  /// Each at a stand that none before has reached.
  private var arrivals: [Arrival] = []
  private var known: Set<Stand> = []
  private var begun: Set<Int> = []

  init(_ monitor: PropertyMonitor, in space: Space) {
    self.monitor = monitor
    self.space = space
    for (number, opening) in space.openings.enumerated() {
      guard let node = opening.target else { continue }
      for (_, moment) in space.initial where space.moments[moment].node == node {
        take(opening, .init(opening: number, move: nil, moment: moment, memory: .init()))
      }
    }
    var next = 0
    while next < arrivals.count, firstBroken == nil {
      let arrival = arrivals[next]
      for (number, move) in space.moves[arrival.moment].enumerated() {
        let path = SpacePathStep(moment: arrival.moment, move: number)
        take(
          space.step(path),
          .init(opening: arrival.opening, move: (next, path), moment: move.target, memory: arrival.memory))
      }
      next += 1
    }
  }

  /// The way to an arrival, its own step included.
  func path(to end: Arrival) -> Path {
    var steps: [SpacePathStep] = []
    var current = end
    while let (from, step) = current.move {
      steps.append(step)
      current = arrivals[from]
    }
    return Path(opening: current.opening, steps: steps.reversed())
  }

  /// Questions that a step left open and whose answers are tried; of more it counts as not known how they come out.
  private static let openQuestions = 6

  private mutating func take(_ step: SpaceStep, _ before: Arrival) {
    guard step.answers.values.contains(nil) else { return take(step, before, reading: step.answer) }
    // Each property tries the answers of its own questions alone.
    var choices = Choices()
    repeat {
      var tried: [String: Bool] = [:]
      take(step, before) { condition in
        guard case .some(.none) = step.answers[condition.source] else { return step.answer(condition) }
        if let known = tried[condition.source] { return known }
        guard tried.count < Self.openQuestions else { return nil }
        let holds = choices.choose(of: 2) == 0
        tried[condition.source] = holds
        return holds
      }
    } while choices.advance()
  }

  private mutating func take(_ step: SpaceStep, _ before: Arrival, reading: (Expression) -> Bool?) {
    var memory = before.memory
    let session = space.nodes[space.moments[before.moment].node].session
    let verdict = monitor.follow(
      step.outputs, to: session.isDone ? nil : session.configuration, &memory, reading: reading)
    let arrival = Arrival(opening: before.opening, move: before.move, moment: before.moment, memory: memory)
    switch verdict {
    case .broken: firstBroken = firstBroken ?? arrival
    case .mayBreak: firstDoubtful = firstDoubtful ?? arrival
    case .kept: break
    }
    if monitor.begins(step.outputs, isOpening: before.move == nil, reading: reading),
      begun.insert(arrival.moment).inserted
    {
      beginnings.append(arrival)
    }
    guard known.insert(Stand(moment: arrival.moment, memory: memory)).inserted else { return }
    arrivals.append(arrival)
  }
}
