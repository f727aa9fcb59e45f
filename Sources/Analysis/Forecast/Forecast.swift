package import Casework
import CivilTime
package import WorkingTime

/// What happens to a case, and when, if nobody acts: every timer fires at its own instant, in order, and each step is the
/// engine's own `step`.
///
/// The cases that it has started, and those that it starts on the way, are lived through with it: what they tell it
/// comes at the instant at which they close. What falls due at one instant in several cases fires before any of them hears
/// of another, as the engine fires all that is due in one go.
package struct Forecast: Sendable {
  /// In order of time.
  package let steps: [ForecastStep]
  /// The timers whose step is refused on the way, in order of time: a person has to look, and the others go on.
  package let stalls: [ForecastStall]
  package let end: ForecastEnd
  /// The promises that are broken on the way, in order of time; those that are broken already are not among them.
  package let breaches: [ClockBreach]
  /// What happens meanwhile to the cases that it has started and to those that it starts, in the order of their starts.
  package let kin: [ForecastKin]
  /// The calendar that counted.
  package let calendar: WorkingCalendar

  /// As many steps as a forecast has unless it is asked for more.
  package static let usualLimit = 200

  /// Works it out from how a case stands.
  ///
  /// - Parameters:
  ///   - facts: the instant from which on nobody acts, the calendar, and who can be reached.
  ///   - family: the cases below it; nil leaves them aside, and lives the case through alone.
  ///   - limit: the number of steps after which it stops.
  package init(
    of case: Case, in workflow: Workflow, given facts: Facts, among family: CaseFamily? = nil,
    atMost limit: Int = usualLimit
  ) {
    var run = ForecastRun(workflow: workflow, case: `case`, facts: facts, family: family)
    end = run.end(atMost: limit)
    (steps, stalls, breaches, kin, calendar) = (run.steps, run.stalls, run.breaches, run.kin, facts.calendar)
  }

  /// How the date of a step came about; nil where no timer makes it.
  package func count(of step: ForecastStep) -> TimerCount? { step.fired.map { TimerCount(of: $0.budget, calendar) } }

  /// The case with which a step has to do, where it is another's doing.
  package func kin(of step: ForecastStep) -> ForecastKin? {
    switch step.cause {
    case .timer: nil
    case .start(let id), .report(let id): kin.first { $0.id == id }
    }
  }
}
