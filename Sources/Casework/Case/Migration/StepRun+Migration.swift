import CivilTime
import Expression
import JSON
import Statechart
import WorkingTime

extension StepRun {
  /// Holds the timers and clocks of another version's case against this version.
  mutating func carryOver(_ old: Case, by migration: CaseMigration) throws(Rejection) {
    `case`.timers = []
    for timer in old.timers {
      switch timer.purpose {
      case .send, .pauseLimit: `case`.timers.append(timer)
      case .clock: break
      case .after(let state, let ordinal): try carryOver(timer, of: state, ordinal, migration)
      }
    }
    try startNewTimers(old, migration)
    try carryOverClocks(old, migration)
  }

  /// Goes on where this version lets no case rest in the states that it was put in.
  ///
  /// - Returns: whether it went on.
  mutating func goOn() throws(Rejection) -> Bool {
    let outputs: [Output]
    do throws(MicrostepLimitExceeded) {
      outputs = try workflow.chart.settle(&`case`.session, host: host)
    } catch {
      throw .endless(microsteps: MicrostepLimitExceeded.limit)
    }
    guard !outputs.isEmpty else { return false }
    try settle(outputs, after: Event(""))
    return outputs.contains { if case .took = $0 { true } else { false } }
  }

  // MARK: Timers of states

  private mutating func carryOver(
    _ timer: CaseTimer, of state: Int, _ ordinal: Int, _ migration: CaseMigration
  ) throws(Rejection) {
    let previous = migration.previous
    let id = previous.chart.states[state].id
    guard let new = workflow.chart.state(migration.state(id)), `case`.session.configuration.contains(new),
      let place = TimerCorrespondence(of: state, in: previous, to: new, in: workflow).new(ordinal)
    else {
      stoppedTimers.append(previous.timerName(timer))
      return
    }
    var carried = CaseTimer(
      sequence: timer.sequence, purpose: .after(state: new, transition: place), budget: timer.budget)
    switch migration.policy(of: id) {
    case .keep: break
    case .restart: carried.budget = try budget(of: new, place, from: facts.now)
    case .reDerive:
      let fresh = try budget(of: new, place, from: timer.budget.anchor)
      guard let derived = fresh.spent(like: timer.budget) else {
        throw .unfit([
          "\(previous.timerName(timer)) stood still for a time, which hours of the clock and of the office count "
            + "differently; use --timers \(id)=keep or \(id)=restart"
        ])
      }
      carried.budget = derived
    }
    try hold(&carried)
    `case`.timers.append(carried)
  }

  /// A timer that has fired already stays so, unless its state's timers begin anew.
  private mutating func startNewTimers(_ old: Case, _ migration: CaseMigration) throws(Rejection) {
    let previous = migration.previous
    for state in `case`.session.configuration {
      let before = old.session.configuration.first {
        migration.state(previous.chart.states[$0].id) == workflow.chart.states[state].id
      }
      let policy = before.map { migration.policy(of: previous.chart.states[$0].id) } ?? migration.policy
      let known = before.map { TimerCorrespondence(of: $0, in: previous, to: state, in: workflow) }
      let sibling = before.flatMap { state in
        old.timers.first { if case .after(state, _) = $0.purpose { true } else { false } }
      }
      for timer in workflow.stateTimers(state) where !runs(state, timer.ordinal) {
        if known?.old(timer.ordinal) != nil, policy != .restart { continue }
        var budget = try budget(of: state, timer.ordinal, from: facts.now)
        if policy == .reDerive, let sibling,
          let derived = try self.budget(of: state, timer.ordinal, from: sibling.budget.anchor)
            .spent(like: sibling.budget)
        {
          budget = derived.unextended
        }
        try start(.after(state: state, transition: timer.ordinal), budget)
      }
    }
  }

  private func runs(_ state: Int, _ ordinal: Int) -> Bool {
    `case`.timers.contains { $0.purpose == .after(state: state, transition: ordinal) }
  }

  private func budget(of state: Int, _ ordinal: Int, from anchor: Instant) throws(Rejection) -> Budget {
    let transition = workflow.chart.states[state].transitions.lowerBound + ordinal
    let key = TimerKey.after(state: state, transition: ordinal)
    let setting: TimerSetting?
    do throws(EvaluationError) {
      setting = try workflow.chart.timerSetting(of: transition, in: `case`.session, host: host)
    } catch {
      throw .delay(timer: workflow.chart.states[state].id, reason: "can't be worked out: \(error.message)")
    }
    guard let setting else { throw .delay(timer: workflow.chart.states[state].id, reason: "is no delay") }
    return Budget(anchor: anchor, length: try length(setting, key, from: anchor), counting: workflow.counting)
  }

  /// How long a timer runs that began at an instant.
  private func length(_ setting: TimerSetting, _ key: TimerKey, from anchor: Instant) throws(Rejection) -> Delay {
    switch setting {
    case .at(let instant): .elapsed(max(.zero, anchor.duration(to: instant)))
    case .limited(let other, let most): try sooner(try length(other, key, from: anchor), most, from: anchor)
    case .delay, .value: try delay(of: setting, key)
    }
  }

  private mutating func start(_ purpose: CaseTimer.Purpose, _ budget: Budget) throws(Rejection) {
    `case`.lastTimer += 1
    var timer = CaseTimer(sequence: `case`.lastTimer, purpose: purpose, budget: budget)
    try hold(&timer)
    `case`.timers.append(timer)
    startedTimers.append(timer.sequence)
  }

  /// Lets a timer stand still, or run, as this version says of a paused case.
  private func hold(_ timer: inout CaseTimer) throws(Rejection) {
    do throws(CalendarError) {
      if `case`.pause != nil {
        if whilePaused(timer.purpose) == .run {
          timer.budget.resume(at: facts.now)
        } else {
          try timer.budget.pause(at: facts.now, facts.calendar)
        }
      }
      _ = try timer.budget.fireInstant(facts.calendar)
    } catch {
      throw .calendar(error)
    }
  }

  // MARK: Clocks

  private mutating func carryOverClocks(_ old: Case, _ migration: CaseMigration) throws(Rejection) {
    `case`.clocks = [:]
    for clock in workflow.clocks {
      let running = old.timers.filter { if case .clock(clock.id, _) = $0.purpose { true } else { false } }
      let known = migration.previous.clocks.first { $0.id == clock.id }
      if let run = old.clocks[clock.id] {
        `case`.clocks[clock.id] = run
        if run.isOpen { try carryOver(clock, run, running, known?.warnAt ?? [], migration.policy) }
      } else if clock.starts.isEmpty || clock.starts.contains(where: isActive) {
        let anchor = clock.starts.isEmpty && migration.policy == .reDerive ? `case`.openedAt : facts.now
        let run = try run(of: clock, from: anchor)
        `case`.clocks[clock.id] = run
        try startWarnings(of: clock, run, running, where: { _ throws(CalendarError) in true })
      }
    }
    for timer in old.timers {
      guard case .clock(let id, let percent) = timer.purpose else { continue }
      let isKept = `case`.timers.contains { $0.purpose == .clock(id: id, percent: percent) }
      if !isKept { stoppedTimers.append(migration.previous.timerName(timer)) }
    }
    try runClocks([])
    if `case`.pause != nil { try holdClocks() }
  }

  private mutating func carryOver(
    _ clock: CaseClock, _ run: ClockRun, _ running: [CaseTimer], _ warned: [Int], _ policy: TimerPolicy
  ) throws(Rejection) {
    var run = run
    switch policy {
    case .keep: break
    case .restart: run = try self.run(of: clock, from: facts.now)
    case .reDerive:
      guard let budget = run.budget else { break }
      run.budget = try self.run(of: clock, from: budget.anchor).budget?.spent(like: budget)
    }
    `case`.clocks[clock.id] = run
    let stillTo = Set(running.compactMap { if case .clock(_, let percent) = $0.purpose { percent } else { nil } })
    switch policy {
    case .keep:
      `case`.timers += running.filter { timer in
        clock.warnAt.contains { timer.purpose == .clock(id: clock.id, percent: $0) }
      }
      try startWarnings(of: clock, run, running) { !stillTo.contains($0) && !warned.contains($0) }
    // What has been warned of is not warned of again, unless the limit has moved away from it.
    case .reDerive:
      let now = facts.now
      try startWarnings(of: clock, run, running) { [run, facts] percent throws(CalendarError) in
        if stillTo.contains(percent) { return true }
        guard let part = run.part(percent) else { return false }
        return try part.remaining(at: now, facts.calendar) > .zero
      }
    case .restart: try startWarnings(of: clock, run, running) { _ throws(CalendarError) in true }
    }
  }

  private func run(of clock: CaseClock, from anchor: Instant) throws(Rejection) -> ClockRun {
    let activation = workflow.chart.activation(of: `case`.session, event: Event(""), host: host)
    guard case .opaque(let opaque)? = try? clock.limit.evaluate(activation), let limit = HostDelay(opaque)?.delay else {
      throw .delay(timer: "clock \(clock.id)", reason: "has no limit that is a delay")
    }
    do throws(CalendarError) {
      let end = try facts.calendar.dueInstant(of: limit, from: anchor, counting: workflow.counting)
      return ClockRun(
        budget: Budget(anchor: anchor, length: .elapsed(.seconds(anchor.duration(to: end).components.seconds))))
    } catch {
      throw .calendar(error)
    }
  }

  private mutating func startWarnings(
    of clock: CaseClock, _ run: ClockRun, _ running: [CaseTimer], where isWanted: (Int) throws(CalendarError) -> Bool
  ) throws(Rejection) {
    for percent in clock.warnAt {
      guard let budget = run.part(percent) else { continue }
      do throws(CalendarError) {
        guard try isWanted(percent) else { continue }
      } catch {
        throw .calendar(error)
      }
      let purpose = CaseTimer.Purpose.clock(id: clock.id, percent: percent)
      if let known = running.first(where: { $0.purpose == purpose }) {
        var timer = CaseTimer(sequence: known.sequence, purpose: purpose, budget: budget)
        try hold(&timer)
        `case`.timers.append(timer)
      } else {
        try start(purpose, budget)
      }
    }
  }

  private func isActive(_ state: String) -> Bool { workflow.chart.isActive(state, in: `case`.session) }

  // MARK: What is told

  /// The dates of running timers that are others now, for the history.
  ///
  /// - Parameter calendar: the earlier version's.
  func dates(_ old: Case, _ calendar: WorkingCalendar) throws(Rejection) -> [JSONValue] {
    var dates: [JSONValue] = []
    for timer in `case`.timers {
      let earlier = old.timers.first { $0.sequence == timer.sequence }
      let before: Instant?
      do throws(CalendarError) {
        before = try earlier?.budget.fireInstant(calendar)
      } catch {
        // Where the earlier calendar ended too soon, the case had no date to lose.
        before = nil
      }
      let after: Instant?
      do throws(CalendarError) {
        after = try timer.budget.fireInstant(facts.calendar)
      } catch {
        throw .calendar(error)
      }
      guard before != after || earlier == nil else { continue }
      dates.append([
        "timer": .string(workflow.timerName(timer)), "from": before.map { .string($0.rfc3339) } ?? .null,
        "to": after.map { .string($0.rfc3339) } ?? .null,
      ])
    }
    return dates
  }
}

extension ClockRun {
  /// So many hundredths of the limit, spent as the limit is.
  fileprivate func part(_ percent: Int) -> Budget? {
    guard let budget, case .elapsed(let length) = budget.length else { return nil }
    return Budget(
      anchor: budget.anchor, length: .elapsed(length.hundredths(percent)), counting: budget.counting,
      consumed: budget.consumed, runningSince: budget.runningSince)
  }
}
