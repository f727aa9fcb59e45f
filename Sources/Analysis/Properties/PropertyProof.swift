import Casework
import Expression
import Statechart

/// Tries to prove properties while telling as little apart as that takes.
///
/// Timers fire whenever they like, and at first no data are told apart: what is never broken among more than can be is
/// never broken, and most properties are seen to hold in one look. Where some way breaks one nevertheless, what that way
/// took for granted is told apart as well, for that property alone, and so on.
final class PropertyProof {
  /// What an exploration tells apart of the data.
  private struct Detail {
    var fields: Set<Int> = []
    var keepsClosed = false
  }

  private let workflow: Workflow
  private let monitors: [PropertyMonitor]
  /// All that cases do, whatever their data, with what all properties ask for.
  private lazy var shared = explore(
    monitors.reduce(into: SpaceObservation.nothing) {
      $0.add($1.observation)
      $0.leavesQuestionsOpen = true
    }, Detail())

  /// - Parameter monitors: of all properties that are to be proved.
  init(_ monitors: [PropertyMonitor], of workflow: Workflow) { (self.monitors, self.workflow) = (monitors, workflow) }

  /// Whether a property is proved; where it is not it may hold all the same.
  func succeeds(_ monitor: PropertyMonitor) -> Bool {
    var space = shared
    var detail = Detail()
    while true {
      if space.isComplete {
        let walk = PropertyWalk(monitor, in: space)
        guard let end = walk.firstBroken ?? walk.firstDoubtful else { return true }
        guard refine(&detail, by: walk.path(to: end), of: monitor, in: space) else { return false }
      } else if space !== shared {
        return false
      }
      space = explore(monitor.observation, detail)
    }
  }

  private func explore(_ observation: SpaceObservation, _ detail: Detail) -> Space {
    Space.explore(
      workflow, observing: observation, keepsClosed: detail.keepsClosed, isTimed: false, telling: detail.fields)
  }

  /// Adds what might show that a way can't be gone; false where there is nothing to add.
  private func refine(
    _ detail: inout Detail, by path: PropertyWalk.Path, of monitor: PropertyMonitor, in space: Space
  ) -> Bool {
    let steps = path.steps.map { space.step($0) }
    if !detail.keepsClosed, steps.contains(where: { $0.cause == .reopening }) {
      // What a case knew when it was closed it still knows.
      detail.keepsClosed = true
      return true
    }
    var fields = Set(monitor.observation.questions.flatMap(\.condition.variables))
      .intersection(workflow.chart.fields.indices)
    for step in steps {
      for (field, cells) in step.assumed where cells != space.model.cells[field]?.all { fields.insert(field) }
    }
    guard !fields.isSubset(of: detail.fields) else { return false }
    detail.fields.formUnion(fields)
    return true
  }
}
