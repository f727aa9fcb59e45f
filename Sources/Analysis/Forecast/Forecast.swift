package import Casework
import CivilTime
import WorkingTime

/// What happens to a case, and when, if nobody acts: every timer fires at its own instant, in order, and each step is the
/// engine's own `step`.
package struct Forecast: Sendable {
  /// In order of time.
  package let steps: [ForecastStep]
  package let end: ForecastEnd

  /// As many steps as a forecast has unless it is asked for more.
  package static let usualLimit = 200

  /// Works it out from how a case stands.
  ///
  /// - Parameters:
  ///   - facts: the instant from which on nobody acts, the calendar, and who can be reached.
  ///   - limit: the number of steps after which it stops.
  package init(of case: Case, in workflow: Workflow, given facts: Facts, atMost limit: Int = usualLimit) {
    var facts = facts
    var current = `case`
    var steps: [ForecastStep] = []
    while true {
      let next: (timer: CaseTimer, due: Instant)?
      do throws(CalendarError) {
        next = try current.session.isDone ? nil : workflow.timers(of: current, facts.calendar).first
      } catch {
        (self.steps, end) = (steps, .refused(at: facts.now, .calendar(error)))
        return
      }
      guard let next else {
        (self.steps, end) = (steps, current.session.isDone ? .closes(at: facts.now) : .waits)
        return
      }
      guard steps.count < limit else {
        (self.steps, end) = (steps, .goesOn(max(facts.now, next.due)))
        return
      }
      // A timer that is overdue fires at once.
      facts.now = max(facts.now, next.due)
      let event = CaseEvent(
        id: EventID(timer: next.timer.sequence, of: current.id), kind: .timer(sequence: next.timer.sequence),
        actor: .engine)
      do throws(Rejection) {
        let update = try workflow.step(current, on: event, given: facts)
        current = update.case
        steps.append(ForecastStep(at: facts.now, update: update))
      } catch {
        (self.steps, end) = (steps, .refused(at: facts.now, error))
        return
      }
    }
  }
}
