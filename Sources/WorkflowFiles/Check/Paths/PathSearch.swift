import Analysis
import Casework
import Expression
import Statechart

/// Looks for the shortest ways to what findings speak of, by running cases: breadth first, from several openings, every
/// event and timer that a case has. A path that is found can be walked; where none is found nothing is said.
final class PathSearch {
  /// Steps that are run before the search gives up.
  static let steps = 3_000
  /// Openings that are tried.
  static let openings = 60
  /// Ways to fill in one form that are tried.
  static let fillings = 8

  private let workflow: Workflow
  private let samples: GuardSamples
  private let runner: ProbeRun
  private var goals: [PathGoal] = []
  private var paths: [[String]?] = []
  private var open: [(node: ProbeNode, path: PathLink?)] = []
  private var seen: Set<ProbeNode.Key> = []
  private var steps = 0

  init(_ workflow: Workflow, _ guards: GuardReader) {
    self.workflow = workflow
    samples = GuardSamples(workflow, guards)
    runner = ProbeRun(workflow)
  }

  /// By goal: the path there, or nil.
  func paths(to goals: [PathGoal]) -> [[String]?] {
    self.goals = goals
    paths = Array(repeating: nil, count: goals.count)
    for data in samples.openings(for: goals.map(\.data)) {
      take(runner.start(data), after: nil, step: samples.openingText(data))
    }
    var next = 0
    while next < open.count, steps < Self.steps, paths.contains(nil) {
      let (node, path) = open[next]
      next += 1
      for probe in runner.probes(of: node, samples) {
        take(runner.step(node, probe), after: path, step: probe.text)
        if steps >= Self.steps { break }
      }
    }
    return paths
  }

  private func take(_ outcome: ProbeRun.Outcome, after path: PathLink?, step: String?) {
    steps += 1
    let path = step.map { PathLink(step: $0, before: path) } ?? path
    switch outcome {
    case .endless(let states): reach(path) { goal in goal.isEndless(in: states) }
    case .rests(let node):
      guard seen.insert(node.key(samples.fields)).inserted else { return }
      reach(path) { goal in goal.isShown(by: node.session, workflow.chart, runner.host) }
      if !node.session.isDone { open.append((node, path)) }
    }
  }

  private func reach(_ path: PathLink?, _ shows: (PathGoal) -> Bool) {
    for (number, goal) in goals.enumerated() where paths[number] == nil && shows(goal) {
      paths[number] = path?.steps ?? []
    }
  }
}

/// A path as its last step and the path before it.
final class PathLink {
  let step: String
  let before: PathLink?

  init(step: String, before: PathLink?) {
    self.step = step
    self.before = before
  }

  var steps: [String] {
    var steps: [String] = []
    var link: PathLink? = self
    while let current = link {
      steps.append(current.step)
      link = current.before
    }
    return steps.reversed()
  }
}

extension PathGoal {
  fileprivate func isEndless(in states: [Int]) -> Bool {
    switch kind {
    case .endless(let loop): !Set(loop).isDisjoint(with: states)
    case .state, .guards: false
    }
  }

  fileprivate func isShown(by session: Session, _ chart: Statechart, _ host: ProbeHost) -> Bool {
    switch kind {
    case .endless: return false
    case .state(let state): return session.configuration.contains(state)
    case .guards(let state, let guards, let hold):
      guard session.configuration.contains(state) else { return false }
      let activation = chart.activation(of: session, host: host)
      return guards.allSatisfy { ((try? $0.test(activation)) ?? false) == hold }
    }
  }
}
