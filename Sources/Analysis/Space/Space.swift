package import Casework
import Expression
import Statechart

/// Everything that cases of a workflow may do, explored with the statechart itself.
///
/// A node is where a case may stand; a step is what may happen to it there. Values of data are told apart only as far as
/// something asks for them, and only from when it does. A moment is a node with what is left of its timers: from one
/// moment to the next a case waits some working days, and then a step happens. Of all the days on which somebody might
/// act, those are tried that can make a difference: the last, where nothing of the present timers survives; each, where
/// some do; the first, where all do.
package final class Space {
  package let workflow: Workflow
  package private(set) var nodes: [SpaceNode] = []
  /// By node: what may happen there.
  package private(set) var steps: [[SpaceStep]] = []
  /// How cases are opened.
  package private(set) var openings: [SpaceStep] = []
  package private(set) var moments: [SpaceMoment] = []
  /// By moment.
  package private(set) var moves: [[SpaceMove]] = []
  /// The moments right after an opening, each with the opening's number.
  package private(set) var initial: [(opening: Int, moment: Int)] = []
  /// Fields of which nothing was kept, as there would have been too many cases: conditions on them count as free.
  package private(set) var forgotten: Set<Int> = []
  /// Whether the exploration saw everything; false where it was given up as too large.
  package private(set) var isComplete = true
  /// Expressions whose outcome the data don't decide, by their text: either outcome was tried.
  package private(set) var approximated: Set<String> = []

  /// Whether some step never ends, so that it is not known where it would have led.
  package private(set) var meetsEndlessSteps = false
  /// Moments in which a timer fires and its step never ends, so that it is refused.
  package private(set) var refused: Set<Int> = []

  let model: SpaceModel
  private let stepper: SpaceStepper
  private let stimuli: SpaceStimuli
  let observation: SpaceObservation
  private let limit: Int
  /// Whether timers fire when they are due; else whenever they like, which is more than can be, and has fewer moments.
  private let isTimed: Bool
  private var numbers: [NodeKey: Int] = [:]
  private var momentNumbers: [SpaceMoment: Int] = [:]
  /// By node: the steps of each timer, worked out when it first fires; and whether the others have been worked out.
  private var timerSteps: [[Int: Range<Int>]] = []
  private var otherSteps: [Range<Int>?] = []

  private struct NodeKey: Hashable {
    let place: Int
    let known: [KnownValue]
  }

  private let places: SpacePlaces
  /// By node.
  private var place: [Int] = []

  /// Nodes and moments that are kept before fields are forgotten.
  package static let usualLimit = 20_000

  /// Explores a workflow.
  ///
  /// - Parameters:
  ///   - isTimed: whether it matters when timers are due; without that it takes less, and days mean nothing.
  ///   - kept: the fields that are told apart at all, where not all of them are; conditions on others count as free.
  package static func explore(
    _ workflow: Workflow, observing observation: SpaceObservation = .nothing, limit: Int = usualLimit,
    keepsClosed: Bool = false, isTimed: Bool = true, telling kept: Set<Int>? = nil
  ) -> Space {
    var forgotten = kept.map { Set(workflow.chart.fields.indices).subtracting($0) } ?? []
    let keepsClosed = keepsClosed || goesBackFromOutside(workflow)
    while true {
      let space = Space(workflow, observation, forgotten, limit, keepsClosed, isTimed)
      space.run()
      guard !space.isComplete, let next = space.nextToForget() else { return space }
      forgotten.insert(next)
    }
  }

  /// Whether a case that is taken up again could go back to where it was before it was closed.
  private static func goesBackFromOutside(_ workflow: Workflow) -> Bool {
    guard let target = workflow.reopening?.target else { return false }
    return workflow.chart.states.contains {
      $0.isHistory && !workflow.chart.states[$0.parent].descendants.contains(target)
    }
  }

  private init(
    _ workflow: Workflow, _ observation: SpaceObservation, _ forgotten: Set<Int>, _ limit: Int,
    _ keepsClosed: Bool, _ isTimed: Bool
  ) {
    self.isTimed = isTimed
    self.workflow = workflow
    self.observation = observation
    self.forgotten = forgotten
    self.limit = limit
    model = SpaceModel(
      workflow, observing: observation, forgetting: forgotten, keepsClosed: keepsClosed)
    stepper = SpaceStepper(model)
    stimuli = SpaceStimuli(model: model)
    places = SpacePlaces(stepper, stimuli)
  }

  // MARK: Exploring

  private func run() {
    for way in stepper.openings() {
      let step = SpaceStep(cause: .opening, target: model.node(way, after: nil).map { number($0) }, way: way)
      openings.append(step)
      guard let target = step.target else { continue }
      for moment in arrivals(at: target, step.origins, left: []) {
        let number = self.number(moment)
        if !initial.contains(where: { $0.moment == number }) { initial.append((openings.count - 1, number)) }
      }
    }
    var next = 0
    while next < moments.count {
      guard moments.count <= limit, nodes.count <= limit, !isTooFine(next) else {
        isComplete = false
        break
      }
      expand(next)
      next += 1
    }
    approximated = stepper.host.approximated
    if stepper.isCut { isComplete = false }
  }

  private func expand(_ number: Int) {
    let moment = moments[number]
    let node = nodes[moment.node]
    if node.isDone {
      for step in reopenings(of: moment.node) { add(step, after: nil, to: number, from: moment) }
      return
    }
    let soonest = moment.remaining.compactMap(\.self).min()
    for timer in node.timers.indices where mayFire(timer, moment, soonest) {
      for step in self.steps(of: moment.node, timer: timer) {
        let days = moment.remaining[timer] == nil ? waits(step, moment, soonest, timer: timer) : [soonest]
        for days in days { add(step, after: days, to: number, from: moment) }
      }
    }
    for step in otherSteps(of: moment.node) {
      for days in waits(step, moment, soonest) { add(step, after: days, to: number, from: moment) }
    }
  }

  /// Of timers that are due on one day those in working days fire last, and of these the one that was started first.
  private func mayFire(_ timer: Int, _ moment: SpaceMoment, _ soonest: Int?) -> Bool {
    guard let left = moment.remaining[timer] else { return true }
    guard left == soonest else { return false }
    let timers = nodes[moment.node].timers
    guard timers[timer].span.isExact else { return true }
    return !timers[..<timer].indices.contains { moment.remaining[$0] == left && timers[$0].span.isExact }
  }

  /// After how many days something happens that may happen on any.
  private func waits(_ step: Int, _ moment: SpaceMoment, _ soonest: Int?, timer: Int? = nil) -> [Int?] {
    let step = steps[moment.node][step]
    let node = nodes[moment.node]
    let surviving = step.origins.compactMap(\.self).count
    let isAtAnyTime = surviving == node.timers.count && step.origins.count == surviving
    guard let soonest else { return isAtAnyTime && step.target == moment.node && !tells(step.way) ? [] : [nil] }
    if isAtAnyTime { return [0] }
    let others = node.timers.indices.filter { $0 != timer }
    let bounded = step.origins.contains { $0.map { moment.remaining[$0] != nil } ?? false }
    return others.isEmpty || !bounded ? [soonest] : (0...soonest).map { $0 }
  }

  private func add(_ step: Int, after days: Int?, to number: Int, from moment: SpaceMoment) {
    guard let target = steps[moment.node][step].target else {
      refused.insert(number)
      return
    }
    let left = moment.remaining.map { left in left.map { $0 - (days ?? 0) } }
    for arrival in arrivals(at: target, steps[moment.node][step].origins, left: left) {
      let arrival = self.number(arrival)
      if arrival == number, days == 0, !tells(steps[moment.node][step].way) { continue }
      moves[number].append(SpaceMove(target: arrival, days: days, step: step))
    }
  }

  /// The moments in which a case may arrive at a node: of a timer that takes now more and now fewer days every length.
  private func arrivals(at target: Int, _ origins: [Int?], left: [Int?]) -> [SpaceMoment] {
    guard isTimed else { return [SpaceMoment(node: target, remaining: origins.map { _ in nil })] }
    var arrivals: [[Int?]] = [[]]
    for (timer, origin) in zip(nodes[target].timers, origins) {
      let lengths: [Int?]
      if let origin {
        lengths = [left[origin]]
      } else if let most = timer.span.most {
        lengths = stimuli.isAlone(timer) ? [most] : (timer.span.least...most).map { $0 }
      } else {
        lengths = [nil]
      }
      arrivals = arrivals.flatMap { before in lengths.map { before + [$0] } }
    }
    return arrivals.map { SpaceMoment(node: target, remaining: $0) }
  }

  // MARK: Steps

  private func steps(of node: Int, timer: Int) -> Range<Int> {
    if let known = timerSteps[node][timer] { return known }
    let before = nodes[node]
    let (cause, ways) = places.ways(of: before, at: place[node], timer: timer)
    let range = record(ways.map { ($0, model.node($0, after: before)) }, cause, of: node)
    timerSteps[node][timer] = range
    return range
  }

  private func otherSteps(of node: Int) -> Range<Int> {
    if let known = otherSteps[node] { return known }
    let start = steps[node].count
    let before = nodes[node]
    for (cause, ways) in places.ways(of: before, at: place[node]) {
      if ways.contains(where: { $0.rest == nil }) { meetsEndlessSteps = true }
      let ends = ways.filter { !$0.isIgnored && $0.rest != nil }.map { (way: $0, node: model.node($0, after: before)) }
        .filter { !isIdle($0.way, to: $0.node, after: before) || tells($0.way) }
      _ = record(ends, cause, of: node)
    }
    let range = start..<steps[node].count
    otherSteps[node] = range
    return range
  }

  private func reopenings(of node: Int) -> Range<Int> {
    guard let reopening = workflow.reopening else { return 0..<0 }
    if let known = otherSteps[node] { return known }
    let ways = stepper.reopened(nodes[node], at: reopening.target).filter { $0.rest != nil }
    let range = record(ways.map { ($0, model.node($0, after: nodes[node])) }, .reopening, of: node)
    otherSteps[node] = range
    return range
  }

  private func record(
    _ ends: [(way: SpaceWay, node: SpaceNode?)], _ cause: SpaceStep.Cause, of node: Int
  ) -> Range<Int> {
    let start = steps[node].count
    for end in ends {
      let step = SpaceStep(cause: cause, target: end.node.map { number($0) }, way: end.way)
      let isKnown = steps[node][start...].contains { $0.target == step.target && $0.way.looksLike(step.way) }
      if !isKnown { steps[node].append(step) }
    }
    return start..<steps[node].count
  }

  // MARK: Numbers

  private func number(_ node: SpaceNode) -> Int {
    let key = NodeKey(place: places.number(of: node), known: node.live.map(node.known))
    if let known = numbers[key] { return known }
    numbers[key] = nodes.count
    nodes.append(node)
    steps.append([])
    timerSteps.append([:])
    otherSteps.append(nil)
    place.append(key.place)
    return nodes.count - 1
  }

  private func number(_ moment: SpaceMoment) -> Int {
    if let known = momentNumbers[moment] { return known }
    momentNumbers[moment] = moments.count
    moments.append(moment)
    moves.append([])
    return moments.count - 1
  }
}
