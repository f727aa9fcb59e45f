import Casework
import Expression
import JSON
import Statechart

/// One move of a path: from which moment, and which of its moves.
package struct SpacePathStep: Hashable, Sendable {
  package let moment: Int
  package let move: Int
}

/// The shortest ways to all moments of an exploration.
package struct SpacePaths: Sendable {
  private var before: [SpacePathStep?]
  private var openings: [Int: Int] = [:]
  /// In the order in which they are reached.
  package private(set) var order: [Int] = []

  /// - Parameter follows: which steps a path may take.
  package init(_ space: Space, follows: ((SpaceStep) -> Bool)? = nil) {
    before = Array(repeating: nil, count: space.moments.count)
    var seen = Array(repeating: false, count: space.moments.count)
    for (opening, moment) in space.initial where !seen[moment] {
      seen[moment] = true
      openings[moment] = opening
      order.append(moment)
    }
    var next = 0
    while next < order.count {
      let moment = order[next]
      next += 1
      for (number, move) in space.moves[moment].enumerated()
      where !seen[move.target] && follows?(space.step(move, from: moment)) != false {
        seen[move.target] = true
        before[move.target] = SpacePathStep(moment: moment, move: number)
        order.append(move.target)
      }
    }
  }

  /// The opening of the shortest path to a moment, and its moves.
  package func path(to moment: Int) -> (opening: Int?, steps: [SpacePathStep]) {
    var steps: [SpacePathStep] = []
    var current = moment
    while let step = before[current] {
      steps.append(step)
      current = step.moment
    }
    return (openings[current], steps.reversed())
  }
}

extension Space {
  package func step(_ move: SpaceMove, from moment: Int) -> SpaceStep { steps[moments[moment].node][move.step] }

  package func step(_ path: SpacePathStep) -> SpaceStep { step(moves[path.moment][path.move], from: path.moment) }

  /// The states in which a case stands at a moment, the innermost; of several regions those that have not ended.
  package func leaves(of moment: Int) -> [Int] {
    let active = nodes[moments[moment].node].session.configuration.filter { workflow.chart.states[$0].isAtomic }
    let open = active.filter { workflow.chart.states[$0].kind != .final }
    return open.isEmpty ? active : open
  }

  /// A path in words: what is sent, with the data that it takes, and the timers that fire; as findings write it.
  ///
  /// - Parameter tellsWaits: whether it says for how long people wait before they act, also where only the sum of days
  ///   depends on that.
  package func trace(_ opening: Int?, _ path: [SpacePathStep], tellsWaits: Bool = false) -> [String] {
    var wanted: [Int: StateSet] = [:]
    var words: [String] = []
    for position in path.indices.reversed() {
      let step = step(path[position])
      let data = data(given: step.given, &wanted)
      let before = nodes[moments[path[position].moment].node].cells
      for (field, cells) in before.merging(step.assumed, uniquingKeysWith: { $1 }) {
        wanted[field] = wanted[field].map { $0.intersection(cells) } ?? cells
      }
      words.append(text(of: step.cause) + data)
      // Where timers go on beside what somebody sends, it matters on which day that is.
      let move = moves[path[position].moment][path[position].move]
      if !step.cause.isSilent, let days = move.days, days > 0, tellsWaits || step.origins.contains(where: { $0 != nil })
      {
        words.append("after \(days) working day\(days == 1 ? "" : "s")")
      }
    }
    if let opening {
      let data = data(given: openings[opening].given, &wanted, opening: true)
      if !data.isEmpty { words.append("open" + data) }
    }
    return words.reversed()
  }

  /// What something has to be sent with, so that all goes as the path says.
  private func data(given: [Int: StateSet], _ wanted: inout [Int: StateSet], opening: Bool = false) -> String {
    var object = JSONObject()
    for (field, cells) in given.sorted(by: { $0.key < $1.key }) {
      guard let partition = model.cells[field] else { continue }
      let both = wanted[field].map { $0.intersection(cells) } ?? cells
      wanted[field] = nil
      let open = both.isEmpty ? cells : both
      guard open != (opening ? partition.opening : partition.all), !partition.known.intersection(open).isEmpty,
        opening || open != partition.known
      else { continue }
      guard let cell = partition.known.intersection(open).first else { continue }
      object[workflow.fields[field].name] = partition.values[cell].plainJSON
    }
    return object.isEmpty ? "" : " " + JSONValue.object(object).serialized()
  }

  /// What makes a case move, in words.
  package func text(of cause: SpaceStep.Cause) -> String {
    switch cause {
    case .opening: return "open"
    case .person(let event, _), .outside(let event): return event
    case .clock(let id, let percent): return "clock.\(id).\(percent)%"
    case .reopening: return "reopen"
    case .timer(.send(let id)): return id == "#" ? "#1" : id
    case .timer(.after(let state, let ordinal)):
      let transition = workflow.chart.states[state].transitions.lowerBound + ordinal
      return "\(workflow.chart.states[state].id).\(workflow.transitionNotes[transition].timer ?? "after#\(ordinal)")"
    }
  }
}
