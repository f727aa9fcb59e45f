package import Casework
import Statechart

/// How long cases of a workflow last at most, and where one could wait for ever.
package struct Bounds: Sendable {
  /// An end that a case may come to.
  package struct Final: Sendable, Hashable {
    package let state: String
    /// How long it takes at most when people act, each as late as can be; nil where nothing bounds it.
    package let workingDays: Int?
    /// The deadlines on that way, those with the most days first.
    package let dominatedBy: [Deadline]
  }

  /// A deadline as the file writes it.
  package struct Deadline: Sendable, Hashable {
    package let state: String
    package let delay: String
    /// The working days that it takes of a way.
    package let workingDays: Int
  }

  /// A state from which silence never ends.
  package struct Waiting: Sendable, Hashable {
    package let state: String
    package let trace: [String]
    /// Whether the case stands still there, or goes round; false where silence leads it to such a place.
    package let isCulprit: Bool
    /// Whether it stands still, as nothing is bound to happen.
    package let standsStill: Bool
    /// Whether the trace hangs on who can be reached, or on the day: it can be walked only where that is so.
    package let isGuessed: Bool
  }

  /// A circle in which people can keep a case for ever.
  package struct Loop: Sendable, Hashable {
    package let states: [String]
    package let trace: [String]
    /// The state in which the trace ends.
    package let start: String
    /// Whether the trace hangs on who can be reached, or on the day.
    package let isGuessed: Bool
  }

  /// A promise that the deadlines break.
  package struct BrokenPromise: Sendable, Hashable {
    package let clock: String
    /// How long the case may take from when the clock starts.
    package let workingDays: Int
    package let limit: DaySpan
    /// Whether it takes as long if nobody acts; else only if people act as late as they can.
    package let isSilent: Bool
    package let trace: [String]
  }

  /// The longest that a case lasts if nobody ever acts; nil where it may last for ever.
  package let silentWorkingDays: Int?
  package let silentlyDominatedBy: [Deadline]
  /// The longest that a case lasts when people act as late as can be; nil where nothing bounds that.
  package let worstCaseWorkingDays: Int?
  package let finals: [Final]
  package let waitsForever: [Waiting]
  package let unboundedLoops: [Loop]
  package let brokenPromises: [BrokenPromise]
  /// States that no case ever enters, whatever its data.
  package let unreached: [Int]
  package let guards: GuardPrecision
  /// Whether the answers stand: false where the workflow has more cases than could be looked at.
  package let isComplete: Bool
}

/// Of how many guards a proof knows the answer for all data.
package struct GuardPrecision: Sendable, Hashable {
  package let exact: Int
  /// The numbers of the transitions whose guard may go either way.
  package let approximated: [Int]
}

extension Bounds {
  package init(_ workflow: Workflow) { self.init(workflow, Space.explore(workflow)) }

  /// - Parameter space: the workflow, explored as it is.
  package init(_ workflow: Workflow, _ space: Space) {
    let bounds = Bounds(space)
    let isOnlyReopened =
      !bounds.waitsForever.isEmpty && bounds.waitsForever.allSatisfy { $0.trace.contains("reopen") }
    // A case that is taken up again was taken to know anything: where that matters, it is looked at more closely.
    self = isOnlyReopened ? Bounds(Space.explore(workflow, keepsClosed: true)) : bounds
  }

  /// Reads the bounds off an exploration.
  package init(_ space: Space) {
    let calculation = BoundsCalculation(space)
    silentWorkingDays = calculation.silent.days
    silentlyDominatedBy = calculation.silent.deadlines
    finals = calculation.finals
    waitsForever = space.isComplete ? calculation.waits : []
    unboundedLoops = space.isComplete ? calculation.loops : []
    brokenPromises = calculation.brokenPromises
    worstCaseWorkingDays = calculation.worst
    unreached = space.isComplete && !space.meetsEndlessSteps ? calculation.unreached : []
    isComplete = space.isComplete
    let guarded = space.workflow.chart.transitions.filter { $0.guard != nil }
    let approximated = guarded.filter { transition in
      guard let condition = transition.guard else { return false }
      return space.approximated.contains(condition.source) || !space.forgotten.isDisjoint(with: condition.variables)
    }
    guards = GuardPrecision(exact: guarded.count - approximated.count, approximated: approximated.map(\.number))
  }
}
