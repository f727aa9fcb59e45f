import Casework
import CivilTime
import WorkingTime

/// A forecast while it is being worked out.
///
/// It goes as a worker does: who comes to the case fires what is due, the longest overdue first; what is refused is
/// parked, and tried again when the next timer falls due, or after a while.
struct ForecastRun {
  let workflow: Workflow
  var `case`: Case
  var facts: Facts
  private(set) var steps: [ForecastStep] = []
  private(set) var stalls: [ForecastStall] = []
  private(set) var breaches: [ClockBreach] = []
  /// The timers whose step was refused at this instant.
  private var refused: Set<Int> = []
  /// How often timers were tried again, with another one still to come and with none.
  private var retries = (waiting: 0, idle: 0)

  /// Tries by the hour beyond which a refused timer is taken to stay so: half a year where another timer is awaited, a
  /// week where none is.
  private static let retryLimits = (waiting: 4_400, idle: 168)

  init(workflow: Workflow, case: Case, facts: Facts) {
    self.workflow = workflow
    self.case = `case`
    self.facts = facts
  }

  /// Fires what falls due until nothing is left that could.
  mutating func end(atMost limit: Int) -> ForecastEnd {
    while !`case`.session.isDone {
      let next: (timer: CaseTimer, at: Instant)?
      do throws(CalendarError) {
        next = self.next(of: try workflow.timers(of: `case`, facts.calendar))
        try noteBreaches(until: next?.at)
      } catch {
        return .refused(at: facts.now, .calendar(error))
      }
      guard let next else { return standstill }
      guard steps.count < limit else { return .goesOn(next.at) }
      if next.at > facts.now { refused = [] }
      facts.now = next.at
      do throws(Rejection) {
        try fire(next.timer)
      } catch {
        park(next.timer, error)
      }
    }
    return .closes(at: `case`.closedAt ?? facts.now)
  }

  /// The timer that fires next, and when; one that is overdue fires at once.
  ///
  /// - Parameter running: the next first.
  private mutating func next(of running: [(timer: CaseTimer, due: Instant)]) -> (timer: CaseTimer, at: Instant)? {
    let other = running.first { !refused.contains($0.timer.sequence) }
    if let other, other.due <= facts.now { return (other.timer, facts.now) }
    var at = other?.due
    if running.contains(where: { refused.contains($0.timer.sequence) }) {
      let retry = facts.now.advanced(bySeconds: CaseTimer.retrySeconds)
      if let due = at {
        if retry < due, retries.waiting < Self.retryLimits.waiting {
          at = retry
          retries.waiting += 1
        }
      } else if retries.idle < Self.retryLimits.idle {
        at = retry
        retries.idle += 1
      }
    }
    guard let at, let first = running.first else { return nil }
    return (first.timer, at)
  }

  private mutating func fire(_ timer: CaseTimer) throws(Rejection) {
    let event = CaseEvent(
      id: EventID(timer: timer.sequence, of: `case`.id), kind: .timer(sequence: timer.sequence), actor: .engine)
    let update = try workflow.step(`case`, on: event, given: facts)
    let notAsked = try workflow.notAsked(in: update, facts)
    `case` = update.case
    steps.append(ForecastStep(at: facts.now, update: update, fired: timer, notAsked: notAsked))
  }

  /// The case's history tells of every try.
  private mutating func park(_ timer: CaseTimer, _ reason: Rejection) {
    refused.insert(timer.sequence)
    `case`.revision += 1
    if let known = stalls.firstIndex(where: { $0.sequence == timer.sequence }) {
      stalls[known].attempts += 1
      stalls[known].reason = reason
    } else {
      stalls.append(
        ForecastStall(
          timer: workflow.timerName(timer), sequence: timer.sequence, at: facts.now, reason: reason))
    }
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

  /// Why nothing happens any more.
  private var standstill: ForecastEnd {
    if let stall = stalls.first(where: { refused.contains($0.sequence) }) {
      return .refused(at: stall.at, stall.reason)
    }
    if let pause = `case`.pause { return .waits(.paused(since: pause.since, reason: pause.reason)) }
    if let parked = `case`.parked { return .waits(.parked(parked)) }
    return .waits(.nothingRuns)
  }
}
