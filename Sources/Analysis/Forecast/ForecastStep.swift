package import Casework
package import CivilTime

/// One thing that happens to a case if nobody acts, and what comes of it.
package struct ForecastStep: Sendable {
  /// What makes it happen.
  package enum Cause: Sendable, Hashable {
    /// A timer fires, as it ran.
    case timer(CaseTimer)
    /// A case that this one starts is opened, and noted here.
    case start(of: CaseID)
    /// A case that this one has started has closed.
    case report(of: CaseID)
  }

  /// When it happens.
  package let at: Instant
  /// What the step decided: the case as it then stands, the line for its history, its effects.
  package let update: CaseUpdate
  package let cause: Cause
  /// Why whom the workflow would rather have turned to can't be asked on that day: its guards passed them over.
  package let notAsked: [Skip]

  package init(at: Instant, update: CaseUpdate, cause: Cause, notAsked: [Skip] = []) {
    self.notAsked = notAsked
    self.at = at
    self.update = update
    self.cause = cause
  }

  /// The timer that fires, as it ran; nil where it is another case's doing.
  package var fired: CaseTimer? { if case .timer(let timer) = cause { timer } else { nil } }

  /// The timer's name, such as `with-prime.within`, or what comes from another case: `start`, `done.case.NAME`.
  package var timer: String { update.entry.name }

  /// What is said, to whom, and why that person.
  package var messages: [Message] {
    update.effects.compactMap { if case .notify(let message) = $0 { message } else { nil } }
  }

  /// The states in which the case then rests, by their numbers.
  package func leaves(in workflow: Workflow) -> [Int] {
    workflow.chart.leaves(update.case.session).compactMap(workflow.chart.state)
  }

  /// Whether the case ends with it.
  package var closes: Bool { update.case.session.isDone }
}
