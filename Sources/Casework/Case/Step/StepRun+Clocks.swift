import CivilTime
import Expression
import Statechart
import WorkingTime

// The promises about the whole case. A clock is a set of timers, one for each warning, that only ever send an event.
extension StepRun {
  /// Starts, stops, holds and releases the clocks as states were entered and left.
  mutating func runClocks(_ outputs: [Output]) throws(Rejection) {
    guard !workflow.clocks.isEmpty, !`case`.session.isDone else { return }
    let entered = outputs.compactMap {
      if case .entered(let state) = $0 { workflow.chart.states[state].id } else { nil }
    }
    for clock in workflow.clocks {
      if starts(clock, entered) { try start(clock) }
      if entered.contains(where: clock.stops.contains) { try stop(clock) }
      try hold(clock)
    }
  }

  /// A clock starts once in the life of a case: at its opening, or when one of its states is first entered.
  private func starts(_ clock: CaseClock, _ entered: [String]) -> Bool {
    guard `case`.clocks[clock.id] == nil else { return false }
    return clock.starts.isEmpty ? `case`.revision == 0 : entered.contains(where: clock.starts.contains)
  }

  private mutating func start(_ clock: CaseClock) throws(Rejection) {
    let activation = workflow.chart.activation(of: `case`.session, event: Event(""), host: host)
    guard case .opaque(let opaque)? = try? clock.limit.evaluate(activation), let limit = HostDelay(opaque)?.delay else {
      throw .delay(timer: "clock \(clock.id)", reason: "has no limit that is a delay")
    }
    let end: Instant
    do throws(CalendarError) {
      end = try facts.calendar.dueInstant(of: limit, from: facts.now, counting: workflow.counting)
    } catch {
      throw .calendar(error)
    }
    let length = Duration.seconds(facts.now.duration(to: end).components.seconds)
    `case`.clocks[clock.id] = ClockRun(budget: Budget(anchor: facts.now, length: .elapsed(length)))
    for percent in clock.warnAt {
      try startTimer(.clock(id: clock.id, percent: percent), .elapsed(length.hundredths(percent)))
    }
    if `case`.pause != nil { try holdClock(clock.id) }
  }

  private mutating func stop(_ clock: CaseClock) throws(Rejection) {
    try stopClock(clock.id)
    `case`.timers.removeAll { if case .clock(clock.id, _) = $0.purpose { true } else { false } }
  }

  private mutating func hold(_ clock: CaseClock) throws(Rejection) {
    let isHeld = isInAny(of: clock.pausesIn)
    if isHeld {
      try holdClock(clock.id)
    } else if `case`.pause == nil {
      releaseClock(clock.id)
    }
    for position in `case`.timers.indices {
      guard case .clock(clock.id, _) = `case`.timers[position].purpose else { continue }
      do throws(CalendarError) {
        if isHeld {
          try `case`.timers[position].budget.pause(at: facts.now, facts.calendar)
        } else if `case`.pause == nil {
          `case`.timers[position].budget.resume(at: facts.now)
        }
      } catch {
        throw .calendar(error)
      }
    }
  }

  /// Whether a timer is a clock's that stands still in the state in which the case rests.
  func isHeldByState(_ purpose: CaseTimer.Purpose) -> Bool {
    guard case .clock(let id, _) = purpose, let clock = workflow.clocks.first(where: { $0.id == id }) else {
      return false
    }
    return isInAny(of: clock.pausesIn)
  }

  private func isInAny(of states: [String]) -> Bool {
    states.contains { workflow.chart.isActive($0, in: `case`.session) }
  }

  // MARK: The limit itself

  /// Lets a clock stand still until it is released.
  mutating func holdClock(_ id: String) throws(Rejection) {
    guard var run = `case`.clocks[id], run.isOpen, var budget = run.budget else { return }
    do throws(CalendarError) {
      try budget.pause(at: facts.now, facts.calendar)
    } catch {
      throw .calendar(error)
    }
    run.budget = budget
    `case`.clocks[id] = run
  }

  private mutating func releaseClock(_ id: String) {
    guard var run = `case`.clocks[id], run.isOpen, run.budget?.isPaused == true else { return }
    run.budget?.resume(at: facts.now)
    `case`.clocks[id] = run
  }

  private mutating func stopClock(_ id: String) throws(Rejection) {
    // A clock that stands still keeps what was left of it.
    try holdClock(id)
    guard `case`.clocks[id]?.isOpen == true else { return }
    `case`.clocks[id]?.stoppedAt = facts.now
  }

  mutating func holdClocks() throws(Rejection) {
    for clock in workflow.clocks { try holdClock(clock.id) }
  }

  mutating func releaseClocks() {
    for clock in workflow.clocks where !isInAny(of: clock.pausesIn) { releaseClock(clock.id) }
  }

  mutating func stopClocks() throws(Rejection) {
    for clock in workflow.clocks { try stopClock(clock.id) }
  }
}
