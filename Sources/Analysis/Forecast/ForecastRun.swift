import Casework
import CivilTime
import WorkingTime

/// A forecast while it is being worked out.
struct ForecastRun {
  let workflow: Workflow
  var `case`: Case
  var facts: Facts
  private(set) var steps: [ForecastStep] = []
  private(set) var breaches: [ClockBreach] = []

  init(workflow: Workflow, case: Case, facts: Facts) {
    self.workflow = workflow
    self.case = `case`
    self.facts = facts
  }

  /// Fires what falls due until nothing is left, or a step can't be worked out.
  mutating func end(atMost limit: Int) -> ForecastEnd {
    while !`case`.session.isDone {
      let next: (timer: CaseTimer, due: Instant)?
      do throws(CalendarError) {
        next = try workflow.timers(of: `case`, facts.calendar).first
        try noteBreaches(until: next?.due)
      } catch {
        return .refused(at: facts.now, .calendar(error))
      }
      guard let next else { return .waits(standstill) }
      guard steps.count < limit else { return .goesOn(max(facts.now, next.due)) }
      // A timer that is overdue fires at once.
      facts.now = max(facts.now, next.due)
      do throws(Rejection) {
        try fire(next.timer)
      } catch {
        return .refused(at: facts.now, error)
      }
    }
    return .closes(at: `case`.closedAt ?? facts.now)
  }

  private mutating func fire(_ timer: CaseTimer) throws(Rejection) {
    let event = CaseEvent(
      id: EventID(timer: timer.sequence, of: `case`.id), kind: .timer(sequence: timer.sequence), actor: .engine)
    let update = try workflow.step(`case`, on: event, given: facts)
    `case` = update.case
    steps.append(
      ForecastStep(at: facts.now, update: update, fired: timer, notAsked: try workflow.notAsked(in: update, facts)))
  }

  /// Notes which clocks' limits pass before the next step, or with it.
  private mutating func noteBreaches(until next: Instant?) throws(CalendarError) {
    var found: [ClockBreach] = []
    for clock in workflow.clocks {
      guard let run = `case`.clocks[clock.id], run.stoppedAt == nil,
        let limit = try run.budget?.fireInstant(facts.calendar), limit > facts.now,
        next.map({ limit <= $0 }) ?? true
      else { continue }
      found.append(ClockBreach(clock: clock.id, at: limit))
    }
    breaches += found.sorted { $0.at < $1.at }
  }

  private var standstill: ForecastEnd.Standstill {
    if let pause = `case`.pause { return .paused(since: pause.since, reason: pause.reason) }
    if let parked = `case`.parked { return .parked(parked) }
    return .nothingRuns
  }
}
