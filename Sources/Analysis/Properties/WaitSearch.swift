/// Looks for a wait that takes too long: from the moment that it counts from to the one that it is for.
struct WaitSearch {
  private let monitor: PropertyMonitor
  private let limit: Int
  private let isSilent: Bool
  private let space: Space

  init(_ monitor: PropertyMonitor, within limit: Int, isSilent: Bool, in space: Space) {
    (self.monitor, self.limit, self.isSilent, self.space) = (monitor, limit, isSilent, space)
  }

  /// The way to a wait that is too long, through the beginning that is reached in the fewest steps.
  func first(in walk: PropertyWalk) -> (PropertyWalk.Path, PropertyFinding.Fault)? {
    guard !walk.beginnings.isEmpty else { return nil }
    let longest = LongestWait(in: space, space.moments.indices.map(onward))
    for beginning in walk.beginnings {
      let days = longest.days(from: beginning.moment)
      guard days.map({ $0 > limit }) ?? true else { continue }
      var path = walk.path(to: beginning)
      let (steps, fault) = way(from: beginning.moment, atMost: days)
      path.steps += steps
      return (path, fault)
    }
    return nil
  }

  /// The moves that count, each with where it leads; nowhere where what is waited for comes.
  private func onward(_ moment: Int) -> [LongestWait.Leg] {
    space.moves[moment].enumerated().compactMap { number, move in
      let path = SpacePathStep(moment: moment, move: number)
      let step = space.step(path)
      guard step.cause.isSilent || !isSilent else { return nil }
      let comes = monitor.reaches(step.outputs, reading: step.answer)
      return LongestWait.Leg(path: path, days: move.days, cause: step.cause, target: comes ? nil : move.target)
    }
  }

  /// Breadth first by steps, until more days have passed than may, or nothing follows.
  private func way(from start: Int, atMost days: Int?) -> ([SpacePathStep], PropertyFinding.Fault) {
    struct Place: Hashable {
      let moment: Int
      let elapsed: Int
    }
    var places = [(place: Place(moment: start, elapsed: 0), before: -1, step: SpacePathStep?.none)]
    var known: Set<Place> = [places[0].place]
    func path(_ end: Int, _ last: SpacePathStep? = nil) -> [SpacePathStep] {
      var (path, place) = ([last].compactMap(\.self), end)
      while place >= 0 {
        if let step = places[place].step { path.append(step) }
        place = places[place].before
      }
      return path.reversed()
    }
    var next = 0
    while next < places.count {
      let (moment, elapsed) = (places[next].place.moment, places[next].place.elapsed)
      if space.nodes[space.moments[moment].node].isDone { return (path(next), .endsWithout) }
      let legs = onward(moment)
      if !LongestWait.isBounded(legs) { return (path(next), .waitsForever) }
      for leg in legs {
        let passed = elapsed + (leg.days ?? 0)
        if passed > limit { return (path(next, leg.path), .takesTooLong(atMost: days)) }
        guard let target = leg.target, known.insert(Place(moment: target, elapsed: passed)).inserted else { continue }
        places.append((Place(moment: target, elapsed: passed), next, leg.path))
      }
      next += 1
    }
    return ([], .takesTooLong(atMost: days))
  }
}
