package import CivilTime

/// What a timer has to spend: a length counted from an anchor, less what has run, less nothing for the time it stood
/// paused. When it fires is worked out from that, never kept.
///
/// Each length is spent in its own measure. Hours, days and months are spent by the clock: a pause of three days and a
/// minute moves the end by three days and a minute. Working hours and working days are spent by the time the office is
/// open: a pause gives back exactly the office time that passed in it, so that a pause over a weekend moves nothing, a
/// pause of one working morning moves the end by one morning, and pausing and resuming at once changes nothing.
///
/// A budget can be held to an instant that was promised, whatever the calendar says of it: then it ends there. A pause
/// moves that instant by what passed in it, as it would move any other; a restart ends the promise.
package struct Budget: Hashable, Sendable {
  /// When it started.
  package private(set) var anchor: Instant

  /// How long it may run.
  package let length: Delay

  /// What people added to the length later, in order: each counts from where the one before ended.
  package private(set) var extensions: [Delay]

  /// How working days are counted where the length does not say.
  package let counting: CountingRule

  /// What was spent before the present run, in the length's measure; never negative.
  package private(set) var consumed: Duration

  /// Since when it has been running; nil while it is paused.
  package private(set) var runningSince: Instant?

  /// To what it is held in place of its length; nil where the length decides.
  package private(set) var promise: Promise?

  /// An instant to which a budget is held.
  package struct Promise: Hashable, Sendable {
    package let instant: Instant
    /// When it was paused last since the promise; the instant moves by what passes from then until it runs again.
    package let pausedAt: Instant?

    package init(_ instant: Instant, pausedAt: Instant? = nil) {
      self.instant = instant
      self.pausedAt = pausedAt
    }
  }

  /// A full budget that runs from its anchor.
  package init(anchor: Instant, length: Delay, counting: CountingRule = .following) {
    self.init(anchor: anchor, length: length, counting: counting, consumed: .zero, runningSince: anchor)
  }

  /// A budget as it was stored.
  package init(
    anchor: Instant, length: Delay, extensions: [Delay] = [], counting: CountingRule, consumed: Duration,
    runningSince: Instant?, promise: Promise? = nil
  ) {
    self.anchor = anchor
    self.length = length
    self.extensions = extensions
    self.counting = counting
    self.consumed = max(.zero, consumed)
    self.runningSince = runningSince
    self.promise = promise
  }

  /// Whether it stands still.
  package var isPaused: Bool { runningSince == nil }

  /// When it runs out if nothing more happens; nil while it is paused.
  package func fireInstant(_ calendar: WorkingCalendar) throws(CalendarError) -> Instant? {
    guard let runningSince else { return nil }
    if let promise { return try end(of: promise, runningSince, calendar) }
    if consumed == .zero, runningSince == anchor { return try end(calendar) }
    return try advanced(runningSince, by: max(.zero, total(calendar) - consumed), calendar)
  }

  /// What is left to spend at an instant, in the length's measure: clock time or office time; never negative.
  package func remaining(at instant: Instant, _ calendar: WorkingCalendar) throws(CalendarError) -> Duration {
    guard let promise else { return try max(.zero, total(calendar) - spent(at: instant, calendar)) }
    let (start, end) =
      if let runningSince {
        (instant, try end(of: promise, runningSince, calendar))
      } else {
        (promise.pausedAt ?? instant, promise.instant)
      }
    return start < end ? try measured(from: start, to: end, calendar) : .zero
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
    if promise != nil { promise = Promise(due, pausedAt: instant) }
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
    promise = nil
  }

  /// Holds a running budget to the instant at which it shall end; nothing changes where it stands still, as then no
  /// instant was promised.
  package mutating func hold(to promised: Instant) {
    guard !isPaused else { return }
    promise = Promise(promised)
  }

  private func end(
    of promise: Promise, _ runningSince: Instant, _ calendar: WorkingCalendar
  ) throws(CalendarError) -> Instant {
    guard let pausedAt = promise.pausedAt, pausedAt < runningSince else { return promise.instant }
    let lost = try measured(from: pausedAt, to: runningSince, calendar)
    // Nothing lost leaves it where it is, even outside office hours.
    return lost == .zero ? promise.instant : try advanced(promise.instant, by: lost, calendar)
  }

  private func advanced(
    _ instant: Instant, by duration: Duration, _ calendar: WorkingCalendar
  ) throws(CalendarError) -> Instant {
    switch length.measure {
    case .clock: instant.advanced(by: duration)
    case .officeHours: try calendar.adding(workingTime: duration, to: instant)
    }
  }

  /// Gives more to spend; the length it began with stays, so that both can be told.
  /// An end that was promised moves by as much.
  package mutating func extend(by delay: Delay, _ calendar: WorkingCalendar) throws(CalendarError) {
    if let promise {
      self.promise = Promise(try calendar.dueInstant(of: delay, from: promise.instant), pausedAt: promise.pausedAt)
    }
    extensions.append(delay)
  }

  /// When it would have ended, had it never stood still.
  private func end(_ calendar: WorkingCalendar) throws(CalendarError) -> Instant {
    var end = try calendar.dueInstant(of: length, from: anchor, counting: counting)
    // What is added begins where the length ends, which is no first day that could count.
    for delay in extensions { end = try calendar.dueInstant(of: delay, from: end, counting: .following) }
    return end
  }

  private func spent(at instant: Instant, _ calendar: WorkingCalendar) throws(CalendarError) -> Duration {
    guard let runningSince, instant > runningSince else { return consumed }
    return try consumed + measured(from: runningSince, to: instant, calendar)
  }

  /// The whole length in its measure: for months, the time by the clock from the anchor to the date they end on.
  private func total(_ calendar: WorkingCalendar) throws(CalendarError) -> Duration {
    if extensions.isEmpty {
      switch length {
      case .elapsed(let duration): return duration
      case .workingMinutes(let minutes): return .seconds(minutes * 60)
      case .days, .weeks, .months, .mixed, .workingDays: break
      }
    }
    return try measured(from: anchor, to: end(calendar), calendar)
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
