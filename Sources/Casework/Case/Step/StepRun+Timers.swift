import CivilTime
import Expression
package import Statechart
import WorkingTime

extension StepRun {
  /// Starts a timer. Of two sends of one id both run, and one `cancel` stops both (SCXML, section 6.3).
  mutating func startTimer(_ key: TimerKey, _ setting: TimerSetting, _ event: Event?) throws(Rejection) {
    let purpose: CaseTimer.Purpose
    switch key {
    case .after(let state, let transition): purpose = .after(state: state, transition: transition)
    case .send(let id): purpose = .send(id: id, event ?? Event(id))
    }
    if case .limited(let other, let most) = setting {
      return try startTimer(purpose, try sooner(try delay(of: other, key), most))
    }
    try startTimer(purpose, try delay(of: setting, key))
  }

  mutating func startTimer(_ purpose: CaseTimer.Purpose, _ length: Delay) throws(Rejection) {
    `case`.lastTimer += 1
    var budget = Budget(anchor: anchor(of: length), length: length, counting: workflow.counting)
    do throws(CalendarError) {
      if `case`.pause != nil, whilePaused(purpose) != .run { try budget.pause(at: facts.now, facts.calendar) }
      // A date that can't be worked out refuses the whole step: no timer starts that could never fire.
      _ = try budget.fireInstant(facts.calendar)
    } catch {
      throw .calendar(error)
    }
    `case`.timers.append(CaseTimer(sequence: `case`.lastTimer, purpose: purpose, budget: budget))
    startedTimers.append(`case`.lastTimer)
  }

  /// Of a length that the case works out and its limit the one that is over first.
  ///
  /// - Parameter start: from when both count; nil where they begin with this step.
  func sooner(_ length: Delay, _ most: Delay, from start: Instant? = nil) throws(Rejection) -> Delay {
    do throws(CalendarError) {
      let end = try Budget(anchor: start ?? anchor(of: most), length: most, counting: workflow.counting)
        .fireInstant(facts.calendar)
      // What lies past the calendar's last year lies past the limit as well.
      let worked = try? Budget(anchor: start ?? anchor(of: length), length: length, counting: workflow.counting)
        .fireInstant(facts.calendar)
      guard let end, let worked else { return most }
      return worked <= end ? length : most
    } catch {
      throw .calendar(error)
    }
  }

  mutating func stopTimer(_ key: TimerKey) {
    for timer in `case`.timers where timer.purpose.key == key {
      if let started = startedTimers.firstIndex(of: timer.sequence) {
        startedTimers.remove(at: started)
      } else {
        stoppedTimers.append(workflow.timerName(timer))
      }
    }
    `case`.timers.removeAll { $0.purpose.key == key }
  }

  /// From when a delay counts: what people send after the day's cut-off counts as the next working day's. A timer is no
  /// arrival: a rung that ends when the office closes does not give the next rung a day more.
  private func anchor(of length: Delay) -> Instant {
    switch event.kind {
    case .timer, .order, .migrate: return facts.now
    case _: break
    }
    guard case .workingDays = length, let receipt = workflow.receipt else { return facts.now }
    // Past the calendar's last year there is no next working day; the deadline then says so itself.
    return (try? facts.calendar.receiptInstant(of: facts.now, under: receipt)) ?? facts.now
  }

  func delay(of setting: TimerSetting, _ key: TimerKey) throws(Rejection) -> Delay {
    switch setting {
    case .delay(let delay): return delay
    case .at(let instant): return .elapsed(max(.zero, facts.now.duration(to: instant)))
    case .value(.opaque(let opaque)):
      if let delay = HostDelay(opaque)?.delay { return delay }
      throw .delay(timer: name(of: key), reason: "is no delay")
    case .limited(let other, _): return try delay(of: other, key)
    case .value: throw .delay(timer: name(of: key), reason: "is no delay")
    }
  }

  private func name(of key: TimerKey) -> String {
    switch key {
    case .after(let state, _): workflow.chart.states[state].id
    case .send(let id): id
    }
  }

  /// Fires a due timer: it leaves the case and becomes an event.
  mutating func fire(_ sequence: Int) throws(Rejection) -> CaseTimer {
    guard let position = `case`.timers.firstIndex(where: { $0.sequence == sequence }) else { throw .noSuchTimer }
    let timer = `case`.timers[position]
    do throws(CalendarError) {
      due = try timer.budget.fireInstant(facts.calendar)
    } catch {
      throw .calendar(error)
    }
    guard let due, due <= facts.now else { throw .noSuchTimer }
    `case`.timers.remove(at: position)
    switch timer.purpose {
    case .after(let state, let transition):
      noteSilence(in: state, transition)
      try send(.fired(.after(state: state, transition: transition)))
    case .send(_, let event): try send(event)
    case .clock(let id, let percent):
      let data = Value.map(MapValue([("percent", .int(Int64(percent)))]))
      try send(Event("clock.\(id)", data: data, kind: .platform))
    case .pauseLimit: try resume()
    }
    return timer
  }

  mutating func pause(reason: String, until: Instant?) throws(Rejection) {
    do throws(CalendarError) {
      for position in `case`.timers.indices where whilePaused(`case`.timers[position].purpose) != .run {
        try `case`.timers[position].budget.pause(at: facts.now, facts.calendar)
      }
    } catch {
      throw .calendar(error)
    }
    try holdClocks()
    `case`.pause = Pause(since: facts.now, reason: reason, until: until)
    guard let until else { return }
    `case`.lastTimer += 1
    let length = Delay.elapsed(max(.zero, facts.now.duration(to: until)))
    `case`.timers.append(
      CaseTimer(sequence: `case`.lastTimer, purpose: .pauseLimit, budget: Budget(anchor: facts.now, length: length)))
    startedTimers.append(`case`.lastTimer)
  }

  mutating func resume() throws(Rejection) {
    `case`.pause = nil
    `case`.timers.removeAll { $0.purpose == .pauseLimit }
    releaseClocks()
    for position in `case`.timers.indices {
      switch whilePaused(`case`.timers[position].purpose) {
      case .run: break
      case .freeze where !isHeldByState(`case`.timers[position].purpose):
        `case`.timers[position].budget.resume(at: facts.now)
      case .freeze: break
      case .restart: `case`.timers[position].budget.restart(at: anchor(of: `case`.timers[position].budget.length))
      }
    }
  }

  func whilePaused(_ purpose: CaseTimer.Purpose) -> StateNote.WhilePaused {
    switch purpose {
    case .after(let state, _): workflow.stateNotes[state].whilePaused
    case .send, .clock: .freeze
    case .pauseLimit: .run
    }
  }
}

extension CaseTimer.Purpose {
  /// The statechart's name for it; nil where the statechart knows nothing of it.
  package var key: TimerKey? {
    switch self {
    case .after(let state, let transition): .after(state: state, transition: transition)
    case .send(let id, _): .send(id: id)
    case .clock, .pauseLimit: nil
    }
  }
}
