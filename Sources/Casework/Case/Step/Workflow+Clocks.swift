package import CivilTime
package import WorkingTime

extension Workflow {
  /// What every clock of the workflow says of a case at an instant, in the order of the file.
  package func clockStatuses(
    of case: Case, at now: Instant, _ calendar: WorkingCalendar
  ) throws(CalendarError) -> [ClockStatus] {
    var statuses: [ClockStatus] = []
    for clock in clocks { statuses.append(try status(of: clock, `case`.clocks[clock.id], at: now, calendar)) }
    return statuses
  }

  private func status(
    of clock: CaseClock, _ run: ClockRun?, at now: Instant, _ calendar: WorkingCalendar
  ) throws(CalendarError) -> ClockStatus {
    guard let run else {
      return ClockStatus(
        clock: clock.id, phase: .waiting, startedAt: nil, limit: nil, warned: nil, stoppedAt: nil, isBreached: false)
    }
    guard let budget = run.budget else {
      return ClockStatus(
        clock: clock.id, phase: run.isOpen ? .running : .stopped, startedAt: nil, limit: nil, warned: nil,
        stoppedAt: run.stoppedAt, isBreached: false)
    }
    let end = run.stoppedAt ?? now
    let limit = try budget.fireInstant(calendar)
    let isBreached = limit.map { $0 <= end } ?? false
    let warned = try warning(of: clock, budget, at: end, calendar)
    let phase: ClockStatus.Phase
    if !run.isOpen {
      phase = .stopped
    } else if isBreached {
      phase = .breached
    } else if budget.isPaused {
      phase = .paused
    } else {
      phase = warned == nil ? .running : .warned
    }
    return ClockStatus(
      clock: clock.id, phase: phase, startedAt: budget.anchor, limit: run.isOpen || isBreached ? limit : nil,
      warned: warned, stoppedAt: run.stoppedAt, isBreached: isBreached)
  }

  private func warning(
    of clock: CaseClock, _ budget: Budget, at end: Instant, _ calendar: WorkingCalendar
  ) throws(CalendarError) -> Int? {
    guard case .elapsed(let length) = budget.length else { return nil }
    var warned: Int?
    for percent in clock.warnAt {
      // Each warning is a part of the limit, spent as the limit is.
      let part = Budget(
        anchor: budget.anchor, length: .elapsed(length.hundredths(percent)), counting: budget.counting,
        consumed: budget.consumed, runningSince: budget.runningSince)
      if try part.remaining(at: end, calendar) == .zero { warned = max(warned ?? 0, percent) }
    }
    return warned
  }
}

extension Duration {
  /// So many hundredths of it, to the second.
  func hundredths(_ percent: Int) -> Duration { .seconds(components.seconds * Int64(percent) / 100) }
}
