package import Casework
import CivilTime
package import WorkingTime

/// What happens to a case, and when, if nobody acts: every timer fires at its own instant, in order, and each step is the
/// engine's own `step`.
package struct Forecast: Sendable {
  /// In order of time.
  package let steps: [ForecastStep]
  /// The timers whose step is refused on the way, in order of time: a person has to look, and the others go on.
  package let stalls: [ForecastStall]
  package let end: ForecastEnd
  /// The promises that are broken on the way, in order of time; those that are broken already are not among them.
  package let breaches: [ClockBreach]
  /// The calendar that counted.
  package let calendar: WorkingCalendar

  /// As many steps as a forecast has unless it is asked for more.
  package static let usualLimit = 200

  /// Works it out from how a case stands.
  ///
  /// - Parameters:
  ///   - facts: the instant from which on nobody acts, the calendar, and who can be reached.
  ///   - limit: the number of steps after which it stops.
  package init(of case: Case, in workflow: Workflow, given facts: Facts, atMost limit: Int = usualLimit) {
    var run = ForecastRun(workflow: workflow, case: `case`, facts: facts)
    end = run.end(atMost: limit)
    (steps, stalls, breaches, calendar) = (run.steps, run.stalls, run.breaches, facts.calendar)
  }

  /// How the date of a step came about.
  package func count(of step: ForecastStep) -> TimerCount { TimerCount(of: step.fired.budget, calendar) }
}
