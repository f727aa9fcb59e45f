package import Casework
package import CivilTime

/// One thing that happens to a case if nobody acts: a timer fires, and what comes of it.
package struct ForecastStep: Sendable {
  /// When the timer fires.
  package let at: Instant
  /// What the step decided: the case as it then stands, the line for its history, its effects.
  package let update: CaseUpdate
  /// The timer, as it ran.
  package let fired: CaseTimer
  /// Why whom the workflow would rather have turned to can't be asked on that day: its guards passed them over.
  package let notAsked: [Skip]

  package init(at: Instant, update: CaseUpdate, fired: CaseTimer, notAsked: [Skip] = []) {
    self.notAsked = notAsked
    self.at = at
    self.update = update
    self.fired = fired
  }

  /// The timer's name, such as `with-prime.within`.
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
