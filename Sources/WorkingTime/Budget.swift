package import CivilTime

/// What a timer has to spend: a length counted from an anchor, less what has run, less nothing for the time it stood
/// paused. When it fires is worked out from that, never kept.
///
/// Each length is spent in its own measure. Hours, days and months are spent by the clock: a pause of three days and a
/// minute moves the end by three days and a minute. Working hours and working days are spent by the time the office is
/// open: a pause gives back exactly the office time that passed in it, so that a pause over a weekend moves nothing, a
/// pause of one working morning moves the end by one morning, and pausing and resuming at once changes nothing.
package struct Budget: Hashable, Sendable {
  /// When it started.
  package private(set) var anchor: Instant

  /// How long it may run.
  package let length: Delay

  /// How working days are counted where the length does not say.
  package let counting: CountingRule

  /// What was spent before the present run, in the length's measure; never negative.
  package private(set) var consumed: Duration

  /// Since when it has been running; nil while it is paused.
  package private(set) var runningSince: Instant?

  /// A full budget that runs from its anchor.
  package init(anchor: Instant, length: Delay, counting: CountingRule = .following) {
    self.init(anchor: anchor, length: length, counting: counting, consumed: .zero, runningSince: anchor)
  }

  /// A budget as it was stored.
  package init(anchor: Instant, length: Delay, counting: CountingRule, consumed: Duration, runningSince: Instant?) {
    self.anchor = anchor
    self.length = length
    self.counting = counting
    self.consumed = max(.zero, consumed)
    self.runningSince = runningSince
  }

  /// Whether it stands still.
  package var isPaused: Bool { runningSince == nil }

  /// When it runs out if nothing more happens; nil while it is paused.
  package func fireInstant(_ calendar: WorkingCalendar) throws(CalendarError) -> Instant? {
    guard let runningSince else { return nil }
    if consumed == .zero, runningSince == anchor {
      return try calendar.dueInstant(of: length, from: anchor, counting: counting)
    }
    let left = max(.zero, try total(calendar) - consumed)
    switch length.measure {
    case .clock: return runningSince.advanced(by: left)
    case .officeHours: return try calendar.adding(workingTime: left, to: runningSince)
    }
  }

  /// What is left to spend at an instant, in the length's measure: clock time or office time; never negative.
  package func remaining(at instant: Instant, _ calendar: WorkingCalendar) throws(CalendarError) -> Duration {
    try max(.zero, total(calendar) - spent(at: instant, calendar))
  }
}

// MARK: - Pausing

extension Budget {
  /// Stands still from an instant on.
  ///
  /// Nothing changes where it is paused already, or had run out by then: what fell due before a pause still fires, late
  /// and with its true due date.
  package mutating func pause(at instant: Instant, _ calendar: WorkingCalendar) throws(CalendarError) {
    guard let due = try fireInstant(calendar), instant < due else { return }
    consumed = try spent(at: instant, calendar)
    runningSince = nil
  }

  /// Runs on from an instant; nothing changes where it runs already.
  package mutating func resume(at instant: Instant) {
    guard isPaused else { return }
    runningSince = instant
  }

  /// Begins afresh at an instant, with all of its length to spend.
  package mutating func restart(at instant: Instant) {
    anchor = instant
    consumed = .zero
    runningSince = instant
  }

  private func spent(at instant: Instant, _ calendar: WorkingCalendar) throws(CalendarError) -> Duration {
    guard let runningSince, instant > runningSince else { return consumed }
    return try consumed + measured(from: runningSince, to: instant, calendar)
  }

  /// The whole length in its measure: for months, the time by the clock from the anchor to the date they end on.
  private func total(_ calendar: WorkingCalendar) throws(CalendarError) -> Duration {
    switch length {
    case .elapsed(let duration): return duration
    case .workingMinutes(let minutes): return .seconds(minutes * 60)
    case .days, .weeks, .months, .mixed, .workingDays:
      let end = try calendar.dueInstant(of: length, from: anchor, counting: counting)
      return try measured(from: anchor, to: end, calendar)
    }
  }

  private func measured(
    from start: Instant, to end: Instant, _ calendar: WorkingCalendar
  ) throws(CalendarError) -> Duration {
    switch length.measure {
    case .clock: start.duration(to: end)
    case .officeHours: try calendar.workingTime(from: start, to: end)
    }
  }
}
