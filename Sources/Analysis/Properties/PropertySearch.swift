package import Casework
import Statechart

/// Looks for a way to break the properties of a workflow, among everything that its cases may do.
package final class PropertySearch {
  private let workflow: Workflow
  /// What cases of the workflow do as far as nobody asks for more.
  private lazy var base = Space.explore(workflow)

  private lazy var monitors = workflow.properties.map { PropertyMonitor($0, of: workflow) }
  private lazy var proof = PropertyProof(monitors.filter { !$0.countsDays }, of: workflow)

  /// - Parameter base: what cases of the workflow do as far as nobody asks for more, where that is known.
  package init(_ workflow: Workflow, in base: Space? = nil) {
    self.workflow = workflow
    if let base { self.base = base }
  }

  /// What was found, by property; nothing for one that holds.
  package func findings() -> [PropertyFinding] { workflow.properties.indices.compactMap(finding) }

  /// How one property can be broken; nil where it holds.
  package func finding(_ number: Int) -> PropertyFinding? {
    let monitor = monitors[number]
    let observation = monitor.observation
    // What is never broken even if timers fire whenever they like is never broken at all, and that is soon seen.
    if !monitor.countsDays, proof.succeeds(monitor) { return nil }
    let usual = canBeSeen(observation) ? base : Space.explore(workflow, observing: observation)
    guard let found = finding(number, monitor, in: usual) else {
      return usual.isComplete
        ? nil
        : PropertyFinding(
          property: number, fault: .unproved, trace: [], isExact: false, isCoarse: true, isTakenUpAgain: false)
    }
    guard found.isTakenUpAgain else { return found }
    // What a case knew when it was closed it still knows when it is taken up again; that is only told apart where it
    // matters, as it makes many more cases.
    let whole = Space.explore(workflow, observing: observation, keepsClosed: true, isTimed: monitor.countsDays)
    return whole.isComplete && whole.forgotten.isEmpty ? finding(number, monitor, in: whole) : found
  }

  /// Whether all that the property asks for is told of anyhow.
  private func canBeSeen(_ observation: SpaceObservation) -> Bool {
    let chart = workflow.chart
    let blocks =
      chart.states.flatMap { $0.entry + $0.exit + [$0.initialActions] } + chart.transitions.map(\.actions)
    let mayBeLeftOut = blocks.joined().contains { action in
      if case .choose = action { action.performs(oneOf: observation.effects) } else { false }
    }
    return observation.questions.isEmpty && !mayBeLeftOut
      && observation.transitions.allSatisfy { !chart.transitions[$0].targets.isEmpty }
  }

  private func finding(_ number: Int, _ monitor: PropertyMonitor, in space: Space) -> PropertyFinding? {
    let walk = PropertyWalk(monitor, in: space)
    switch workflow.properties[number].rule {
    case .never, .neverWaits, .together:
      // What surely breaks it says more than what only may.
      guard let end = walk.firstBroken ?? walk.firstDoubtful else { return nil }
      return finding(number, .happens, walk.path(to: end), in: space, isSure: walk.firstBroken != nil)
    case .eventually(_, _, let days, let pace):
      let search = WaitSearch(monitor, within: days, isSilent: pace == .silent, in: space)
      guard let (path, fault) = search.first(in: walk) else { return nil }
      return finding(number, fault, path, in: space, isSure: true)
    }
  }

  private func finding(
    _ number: Int, _ fault: PropertyFinding.Fault, _ path: PropertyWalk.Path, in space: Space, isSure: Bool
  ) -> PropertyFinding {
    let steps = [space.openings[path.opening]] + path.steps.map { space.step($0) }
    let isLate = if case .takesTooLong = fault { true } else { false }
    return PropertyFinding(
      property: number, fault: fault, trace: space.trace(path.opening, path.steps, tellsWaits: isLate),
      isExact: isSure && !steps.contains(where: \.isGuessed),
      isCoarse: !space.isComplete || !space.forgotten.isEmpty,
      isTakenUpAgain: steps.contains { $0.cause == .reopening })
  }
}
