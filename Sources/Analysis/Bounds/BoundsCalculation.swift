import Casework
import Statechart

/// Works out bounds from an exploration.
struct BoundsCalculation {
  let space: Space
  private let silence: Silence
  private let paths: SpacePaths
  /// What cases do until they are closed for the first time.
  private let graph: TimedGraph
  private let longest: LongestPaths
  private let lasting: [Bool]

  private var chart: Statechart { space.workflow.chart }

  init(_ space: Space) {
    self.space = space
    silence = Silence(space)
    paths = SpacePaths(space)
    // A case that is taken up again begins anew: its days are counted apart.
    graph = TimedGraph(space) { $0 != .reopening }
    longest = LongestPaths(graph, from: space.initial.map(\.moment))
    lasting = graph.lasting()
  }

  private func isDone(_ moment: Int) -> Bool { space.nodes[space.moments[moment].node].isDone }

  private func isReached(_ moment: Int) -> Bool { longest[moment] != .unreached }

  // MARK: Ends

  var finals: [Bounds.Final] {
    var worst: [Int: Int] = [:]
    for moment in space.moments.indices where isDone(moment) && isReached(moment) {
      guard let final = final(of: moment) else { continue }
      if let known = worst[final], !LongestPaths.isLonger(longest[moment], longest[known]) { continue }
      worst[final] = moment
    }
    return worst.sorted { $0.key < $1.key }.map { final, moment in
      switch longest[moment] {
      case .days(let days):
        Bounds.Final(
          state: chart.states[final].id, workingDays: days, dominatedBy: deadlines(on: longest.way(to: moment)))
      case .unreached, .unbounded: Bounds.Final(state: chart.states[final].id, workingDays: nil, dominatedBy: [])
      }
    }
  }

  var worst: Int? {
    guard space.isComplete, !space.moments.indices.contains(where: { isReached($0) && silence.isEndless[$0] }),
      !graph.parts.indices.contains(where: { lasting[$0] && longest.length[$0] != .unreached })
    else { return nil }
    let days = finals.map(\.workingDays)
    return days.contains(nil) ? nil : days.compactMap(\.self).max()
  }

  private func final(of moment: Int) -> Int? {
    space.nodes[space.moments[moment].node].session.configuration
      .first { chart.states[$0].kind == .final && chart.states[$0].parent == 0 }
  }

  var silent: (days: Int?, deadlines: [Bounds.Deadline]) {
    let starts = space.initial.map(\.moment)
    guard space.isComplete, !starts.contains(where: { silence.isEndless[$0] }) else { return (nil, []) }
    let silent = LongestPaths(TimedGraph(space) { $0.isSilent }, from: starts)
    var last: Int?
    for moment in space.moments.indices where isDone(moment) {
      if LongestPaths.isLonger(silent[moment], last.map { silent[$0] } ?? .unreached) { last = moment }
    }
    guard let last, case .days(let days) = silent[last] else { return (nil, []) }
    return (days, deadlines(on: silent.way(to: last)))
  }

  /// Which deadlines make up the days of a way.
  private func deadlines(on way: [SpacePathStep]) -> [Bounds.Deadline] {
    var sums: [(state: String, delay: String, days: Int)] = []
    for step in way {
      guard let days = space.moves[step.moment][step.move].days, days > 0,
        let (state, delay) = deadline(at: step.moment)
      else { continue }
      if let place = sums.firstIndex(where: { $0.state == state && $0.delay == delay }) {
        sums[place].days += days
      } else {
        sums.append((state, delay, days))
      }
    }
    return sums.enumerated().sorted { ($1.element.days, $0.offset) < ($0.element.days, $1.offset) }
      .map { Bounds.Deadline(state: $0.element.state, delay: $0.element.delay, workingDays: $0.element.days) }
  }

  /// The deadline that ends the wait at a moment.
  private func deadline(at moment: Int) -> (state: String, delay: String)? {
    let (node, remaining) = (space.nodes[space.moments[moment].node], space.moments[moment].remaining)
    guard let soonest = remaining.compactMap(\.self).min(),
      let timer = remaining.firstIndex(of: soonest).map({ node.timers[$0] })
    else { return nil }
    switch timer.key {
    case .after(let state, let ordinal):
      guard case .timer(let length) = chart.transitions[chart.states[state].transitions.lowerBound + ordinal].trigger
      else { return nil }
      return (chart.states[state].id, length.text)
    case .send:
      let state = space.leaves(of: moment).first.map { chart.states[$0].id } ?? ""
      return (state, timer.span.most.map { "\($0) working day\($0 == 1 ? "" : "s")" } ?? "")
    }
  }

  // MARK: For ever

  var waits: [Bounds.Waiting] {
    var found: [Int: (moment: Int, rank: Int)] = [:]
    for (rank, moment) in paths.order.enumerated() where silence.isEndless[moment] {
      for leaf in space.leaves(of: moment) {
        if let known = found[leaf], silence.isCulprit[known.moment] || !silence.isCulprit[moment] { continue }
        found[leaf] = (moment, rank)
      }
    }
    let ordered = found.sorted {
      (silence.isCulprit[$0.value.moment] ? 0 : 1, $0.value.rank, $0.key)
        < (silence.isCulprit[$1.value.moment] ? 0 : 1, $1.value.rank, $1.key)
    }
    return ordered.map { leaf, place in
      let (opening, steps) = paths.path(to: place.moment)
      return Bounds.Waiting(
        state: chart.states[leaf].id, trace: space.trace(opening, steps), isCulprit: silence.isCulprit[place.moment],
        standsStill: silence.standing.contains(place.moment), isGuessed: isGuessed(opening, steps))
    }
  }

  private func isGuessed(_ opening: Int?, _ steps: [SpacePathStep]) -> Bool {
    opening.map { space.openings[$0].isGuessed } ?? false || steps.contains { space.step($0).isGuessed }
  }

  // MARK: Circles

  var loops: [Bounds.Loop] {
    var loops: [(states: Set<Int>, opening: Int?, steps: [SpacePathStep])] = []
    var rank = Array(repeating: Int.max, count: space.moments.count)
    for (place, moment) in paths.order.enumerated() { rank[moment] = place }
    for part in graph.parts.indices where lasting[part] {
      let inner = graph.inner(part)
      guard inner.contains(where: { !space.step($0.path).cause.isSilent }) else { continue }
      let states = Set(graph.parts[part].flatMap { space.leaves(of: $0) })
      guard !loops.contains(where: { $0.states.isSuperset(of: states) }),
        let first = inner.filter({ $0.move.days != 0 }).min(by: { rank[$0.path.moment] < rank[$1.path.moment] })
      else { continue }
      loops.removeAll { $0.states.isSubset(of: states) }
      let (opening, before) = paths.path(to: first.path.moment)
      let round = [first.path] + way(from: first.move.target, to: first.path.moment, in: part)
      loops.append((states, opening, before + round))
    }
    return loops.sorted { ($0.states.min() ?? 0) < ($1.states.min() ?? 0) }.map { loop in
      let end = loop.steps.last.map { space.moves[$0.moment][$0.move].target }
      return Bounds.Loop(
        states: loop.states.sorted().map { chart.states[$0].id }, trace: space.trace(loop.opening, loop.steps),
        start: end.flatMap { space.leaves(of: $0).first }.map { chart.states[$0].id } ?? "",
        isGuessed: isGuessed(loop.opening, loop.steps))
    }
  }

  /// The shortest way between two moments of a part.
  private func way(from start: Int, to end: Int, in part: Int) -> [SpacePathStep] {
    var before: [Int: SpacePathStep] = [:]
    var queue = [start]
    var next = 0
    while next < queue.count, queue[next] != end {
      let moment = queue[next]
      next += 1
      for (number, move) in graph.edges(moment)
      where graph.part[move.target] == part && move.target != start && before[move.target] == nil {
        before[move.target] = SpacePathStep(moment: moment, move: number)
        queue.append(move.target)
      }
    }
    var way: [SpacePathStep] = []
    var current = end
    while current != start, let step = before[current] {
      way.append(step)
      current = step.moment
    }
    return way.reversed()
  }

  // MARK: Promises

  var brokenPromises: [Bounds.BrokenPromise] {
    guard space.isComplete else { return [] }
    guard !space.workflow.clocks.isEmpty else { return [] }
    let silent = TimedGraph(space) { $0.isSilent }
    return space.workflow.clocks.compactMap { clock in
      var worst: Bounds.BrokenPromise?
      var known: [Int: Int?] = [:]
      for (path, start) in starts(of: clock) where !silence.isEndless[start.moment] {
        let days =
          known[start.moment] ?? days(from: start.moment, of: clock, in: graph)
          ?? days(from: start.moment, of: clock, in: silent)
        known[start.moment] = days
        guard let days, let most = start.limit.most, days > most, days > worst?.workingDays ?? 0 else { continue }
        worst = Bounds.BrokenPromise(
          clock: clock.id, workingDays: days, limit: start.limit,
          isSilent: self.days(from: start.moment, of: clock, in: silent) == days, trace: path())
      }
      return worst
    }
  }

  /// Where a clock is started, and with which limit.
  private func starts(of clock: CaseClock) -> [(path: () -> [String], start: (moment: Int, limit: DaySpan))] {
    var starts: [(path: () -> [String], start: (moment: Int, limit: DaySpan))] = []
    for (opening, moment) in space.initial {
      if let limit = space.openings[opening].clocks[clock.id] {
        starts.append(({ space.trace(opening, []) }, (moment, limit)))
      }
    }
    for moment in paths.order {
      for (number, move) in space.moves[moment].enumerated() {
        guard let limit = space.step(move, from: moment).clocks[clock.id] else { continue }
        let (opening, steps) = paths.path(to: moment)
        let path = { space.trace(opening, steps + [SpacePathStep(moment: moment, move: number)]) }
        starts.append((path, (move.target, limit)))
      }
    }
    return starts
  }

  /// How long silence takes until the clock stops, without the time in which it stands still.
  private func days(from start: Int, of clock: CaseClock, in graph: TimedGraph) -> Int? {
    let stops = Set(clock.stops)
    let held = Set(clock.pausesIn)
    func isHeld(_ moment: Int) -> Bool {
      space.nodes[space.moments[moment].node].session.configuration.contains { held.contains(chart.states[$0].id) }
    }
    func isStopped(by path: SpacePathStep) -> Bool {
      space.step(path).outputs.contains {
        if case .entered(let state) = $0 { stops.contains(chart.states[state].id) } else { false }
      }
    }
    let longest = LongestPaths(
      graph, from: [start], days: { path, move in isHeld(path.moment) ? 0 : move.days },
      passes: { !isStopped(by: $0) })
    if longest.length.contains(.unbounded) { return nil }
    var worst = 0
    for moment in space.moments.indices {
      guard case .days(let days) = longest[moment] else { continue }
      if stops.isEmpty, isDone(moment) { worst = max(worst, days) }
      for edge in graph.edges(moment) where isStopped(by: SpacePathStep(moment: moment, move: edge.number)) {
        worst = max(worst, days + (isHeld(moment) ? 0 : edge.move.days ?? 0))
      }
    }
    return worst
  }

  // MARK: What is never entered

  var unreached: [Int] {
    var entered: Set<Int> = [0]
    for steps in [space.openings] + space.steps {
      for number in steps.indices {
        // Of a step that never ends it is not known where it has been.
        if steps[number].target == nil { return [] }
        for case .entered(let state) in steps[number].outputs { entered.insert(state) }
      }
    }
    return chart.states.filter { !$0.isHistory && !entered.contains($0.number) }.map(\.number)
  }
}

extension TimerLength {
  /// As the file writes it.
  fileprivate var text: String {
    switch self {
    case .fixed(let delay): delay.description
    case .computed(let expression): expression.source
    case .limited(let expression, let most): "\(expression.source), at most \(most)"
    }
  }
}
