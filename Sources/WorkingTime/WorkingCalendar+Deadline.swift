package import CivilTime

extension WorkingCalendar {
  /// When a delay that starts at an instant is over.
  ///
  /// Working days end when the office closes on the last one. Calendar units keep the local time. `counting` applies to
  /// working days that do not bring a rule of their own.
  ///
  /// - Throws: where a working day or hour has to be counted that the calendar's years don't cover.
  package func dueInstant(
    of delay: Delay, from start: Instant, counting: CountingRule = .following
  ) throws(CalendarError) -> Instant {
    guard Instant.writable.contains(start), delay.isWithinLimit else { throw .outsideAllYears }
    switch delay {
    case .workingDays(let days, let own):
      let day = zone.localDay(at: start).dayNumber
      let ordinal = try ordinal(adding: days, toDay: day, counting: own ?? counting)
      return Instant(seconds: index.closings[ordinal])
    case .workingMinutes(let minutes):
      return try adding(workingTime: .seconds(minutes * 60), to: start)
    case .elapsed(let duration): return try zone.instant(elapsed: duration, after: start)
    case .days(let days): return try zone.instant(days: days, after: start)
    case .weeks(let weeks): return try zone.instant(days: weeks * 7, after: start)
    case .months(let months): return try zone.instant(months: months, after: start)
    case .mixed(let months, let days, let elapsed):
      return try zone.instant(months: months, days: days, elapsed: elapsed, after: start)
    }
  }

  /// When a delay that starts at an instant is over, and which days it passed over: what a person is shown.
  package func deadline(
    of delay: Delay, from start: Instant, counting: CountingRule = .following
  ) throws(CalendarError) -> Deadline {
    let instant = try dueInstant(of: delay, from: start, counting: counting)
    let date = zone.civil(at: instant).date
    let skipped =
      switch delay {
      case .workingDays(let days, let own):
        skippedDays(from: zone.civil(at: start).date, to: date, countsStart: countsStart(days, own ?? counting))
      case .workingMinutes: skippedDays(from: zone.civil(at: start).date, to: date, countsStart: true)
      case .elapsed, .days, .weeks, .months, .mixed: [SkippedDay]()
      }
    return Deadline(instant: instant, date: date, skipped: skipped)
  }

  /// When something has to happen so that a delay still lies between it and a later instant: 5 working days before a
  /// hearing.
  package func deadline(
    of delay: Delay, before end: Instant, counting: CountingRule = .following
  ) throws(CalendarError) -> Deadline {
    try deadline(of: delay.negated, from: end, counting: counting)
  }
}

// MARK: - Reasons

extension WorkingCalendar {
  /// Why the office stays closed on a day; nil where it opens. A holiday on a weekend is a weekend.
  package func reasonClosed(on date: CivilDate) throws(CalendarError) -> SkippedDay.Reason? {
    _ = try covered(date.dayNumber)
    return reason(date)
  }

  /// Whether the start day would have been counted, had it been a working day.
  private func countsStart(_ days: Int, _ counting: CountingRule) -> Bool {
    switch counting {
    case .following: days == 0
    case .beginningWith: true
    case .clear: false
    }
  }

  /// The closed days on the way from a start to a date, in that order.
  private func skippedDays(from start: CivilDate, to end: CivilDate, countsStart: Bool) -> [SkippedDay] {
    let step = end < start ? -1 : 1
    let first = start.dayNumber + (countsStart ? 0 : step)
    return stride(from: first, to: end.dayNumber, by: step).compactMap { day in
      let date = CivilDate(dayNumber: day)
      return reason(date).map { SkippedDay(date: date, reason: $0) }
    }
  }

  private func reason(_ date: CivilDate) -> SkippedDay.Reason? {
    guard hours.span(onWeekday: date.weekday) != nil else { return .weekend }
    var low = 0
    var high = holidays.count
    while low < high {
      let middle = (low + high) / 2
      if holidays[middle].date < date { low = middle + 1 } else { high = middle }
    }
    guard low < holidays.count, holidays[low].date == date else { return nil }
    return .holiday(holidays[low].title)
  }
}
