package import Casework
import Statechart

/// What `check` proves of a workflow, in sentences.
package struct BoundsWords {
  package let lines: [String]
  /// How much of the conditions could be told apart; nil where nothing is proved.
  package let precision: String?

  package init(_ bounds: Bounds, of workflow: Workflow) {
    guard bounds.isComplete else {
      lines = ["Nothing is proved: the workflow has more cases than could be looked at."]
      precision = nil
      return
    }
    lines = [Self.silence(bounds), Self.people(bounds), Self.pauses(workflow)]
    precision = Self.guards(bounds.guards, workflow)
  }

  private static func silence(_ bounds: Bounds) -> String {
    let waiting = bounds.waitsForever.filter(\.isCulprit).map(\.state)
    guard waiting.isEmpty else {
      return "A case may wait for ever: in \(list(waiting))."
    }
    guard let days = bounds.silentWorkingDays else { return "A case that nobody acts on may last for ever." }
    return "Nobody waits for ever: \(words(days)) at most if nobody acts\(list(bounds.silentlyDominatedBy))."
  }

  private static func people(_ bounds: Bounds) -> String {
    if let days = bounds.worstCaseWorkingDays {
      let longest = bounds.finals.first { $0.workingDays == days }
      return "With people acting as late as they can: \(words(days)) at most\(list(longest?.dominatedBy ?? []))."
    }
    return bounds.unboundedLoops.isEmpty
      ? "With people acting as late as they can: no bound."
      : "People can keep a case going for ever, by way of \(list(bounds.unboundedLoops[0].states))."
  }

  private static func pauses(_ workflow: Workflow) -> String {
    let pause =
      workflow.longestPause.map { "each pause may add up to \($0)\(running(workflow))" }
      ?? "a pause has no limit, as there is no \"longest-pause\"\(running(workflow))"
    let reopening = workflow.reopening == nil ? "" : ", a reopened case begins anew"
    return "Counted apart: \(pause); each extension adds what its approver grants\(reopening)."
  }

  /// The states whose deadlines stand still while a case is paused.
  package static func stopped(by workflow: Workflow) -> [String] { deadlines(workflow) { $0 != .run } }

  private static func running(_ workflow: Workflow) -> String {
    let running = deadlines(workflow) { $0 == .run }
    return running.isEmpty ? "" : ", but nothing to what runs on meanwhile (\(list(running)))"
  }

  private static func deadlines(_ workflow: Workflow, _ isWanted: (StateNote.WhilePaused) -> Bool) -> [String] {
    workflow.chart.states.filter {
      workflow.stateNotes[$0.number].deadline != nil && isWanted(workflow.stateNotes[$0.number].whilePaused)
    }.map(\.id)
  }

  private static func guards(_ guards: GuardPrecision, _ workflow: Workflow) -> String {
    let either = guards.approximated.map { number -> String in
      let transition = workflow.chart.transitions[number]
      return "\(transition.guard?.source ?? "") on \(workflow.chart.states[transition.source].id)"
    }
    let rest = either.isEmpty ? "" : ", \(either.count) taken either way: \(list(either))"
    return "Guards: \(guards.exact) exact\(rest)."
  }

  private static func list(_ deadlines: [Bounds.Deadline]) -> String {
    guard !deadlines.isEmpty else { return "" }
    let parts = deadlines.prefix(3).map { "\($0.state) \($0.workingDays)" }
    return " (\(parts.joined(separator: ", "))\(deadlines.count > 3 ? ", …" : ""))"
  }

  package static func list(_ names: [String]) -> String {
    names.count > 5
      ? names.prefix(4).joined(separator: ", ") + " and \(names.count - 4) more" : names.joined(separator: ", ")
  }

  private static func words(_ days: Int) -> String { "\(days) working day\(days == 1 ? "" : "s")" }
}
