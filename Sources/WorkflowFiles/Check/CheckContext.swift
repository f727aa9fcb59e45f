import Analysis
import Casework
import Expression
import Statechart

/// What the checks of one workflow share, and what they have found so far.
final class CheckContext {
  let workflow: Workflow
  let places: WorkflowPlaces
  let guards: GuardReader
  let mentions: ActionSurvey
  /// Whether the workflow says who may send what; one that never does is not held to it.
  let namesRoles: Bool
  /// Transitions that can never be taken, as the checks of the guards found out.
  var neverTaken: Set<Int> = []
  /// States that were found to have no way in, or no way out.
  var unreachable: Set<Int> = []
  var hasNoWayOut: Set<Int> = []
  private var found: [FoundFinding] = []

  var chart: Statechart { workflow.chart }

  init(_ workflow: Workflow, _ places: WorkflowPlaces) {
    self.workflow = workflow
    self.places = places
    guards = GuardReader(workflow)
    mentions = ActionSurvey(workflow.chart)
    namesRoles = workflow.transitionNotes.contains { !$0.roles.isEmpty }
  }

  /// Reports a finding.
  ///
  /// - Parameter path: what a case that shows it looks like: the path there becomes the finding's trace.
  func report(
    _ code: DiagnosticCode, _ severity: Severity, at place: SourcePlace, _ message: String, remedy: String,
    path: PathGoal? = nil, trace: [String]? = nil
  ) {
    found.append(
      FoundFinding(finding: Diagnostic(code, severity, at: place, message, remedy: remedy, trace: trace), goal: path))
  }

  /// All findings, with the paths that were found.
  func findings() -> [Diagnostic] {
    let goals = found.compactMap(\.goal)
    var paths = goals.isEmpty ? [] : PathSearch(workflow, guards).paths(to: goals)[...]
    let diagnostics = Diagnostics()
    for entry in found {
      let path = entry.goal == nil ? entry.finding.trace : paths.popFirst() ?? nil
      diagnostics.report(entry.finding, trace: path)
    }
    return diagnostics.findings
  }

  func descriptors(of transition: Int) -> [EventDescriptor] {
    switch chart.transitions[transition].trigger {
    case .event(let descriptors): descriptors
    case .timer, .sameTimer, .eventless, .done: []
    }
  }

  func roles(of transition: Int) -> [String] { workflow.transitionNotes[transition].roles }

  func id(_ state: Int) -> String { chart.states[state].id }

  /// The line in which a transition stands, for messages that point to it.
  func line(_ transition: Int) -> Int { places.transitions[transition].transition.line }

  func guardPlace(_ transition: Int) -> SourcePlace {
    places.transitions[transition].guard ?? places.transitions[transition].transition
  }
}

private struct FoundFinding {
  let finding: Diagnostic
  let goal: PathGoal?
}

extension Diagnostics {
  /// Reports a finding that is made already, with a path where one was found.
  fileprivate func report(_ finding: Diagnostic, trace: [String]?) {
    switch finding.severity {
    case .error:
      error(finding.code, at: finding.place, finding.message, remedy: finding.remedy ?? "", trace: trace)
    case .warning:
      warning(finding.code, at: finding.place, finding.message, remedy: finding.remedy ?? "", trace: trace)
    case .note: note(finding.code, at: finding.place, finding.message, remedy: finding.remedy, trace: trace)
    }
  }
}
