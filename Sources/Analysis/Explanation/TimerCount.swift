package import CivilTime
package import WorkingTime

/// How the instant of a budget comes about on a calendar: which days it passed over, and what they did to it.
package struct TimerCount: Sendable, Hashable {
  /// What the calendar says of it.
  package enum End: Sendable, Hashable {
    case at(Instant)
    /// It stands still.
    case open
    /// The calendar gives no date.
    case unknown(CalendarError)
  }

  package let end: End
  /// The closed days on the way, in order; none for a length that the clock measures, as they move nothing.
  package let closed: [SkippedDay]
  /// Weekends on the way beyond those that the length alone would pass over: the days before moved it across them.
  package let moreWeekends: Int

  /// The bank holidays among the closed days.
  package var holidays: [SkippedDay] {
    closed.filter { if case .holiday = $0.reason { true } else { false } }
  }

  package init(of budget: Budget, _ calendar: WorkingCalendar) {
    let due: Instant
    do throws(CalendarError) {
      guard let date = try budget.fireInstant(calendar) else {
        (end, closed, moreWeekends) = (.open, [], 0)
        return
      }
      due = date
    } catch {
      (end, closed, moreWeekends) = (.unknown(error), [], 0)
      return
    }
    end = .at(due)
    guard budget.length.measure == .officeHours, due > budget.anchor else {
      (closed, moreWeekends) = ([], 0)
      return
    }
    let (first, last) = (calendar.zone.civil(at: budget.anchor).date, calendar.zone.civil(at: due).date)
    // The first day is passed over only where it could have been counted.
    let start = first.dayNumber + (Self.countsFirstDay(budget) ? 0 : 1)
    closed = start <= last.dayNumber ? Self.closedDays(start...last.dayNumber, calendar) : []
    let weekends = Self.weekends(closed)
    moreWeekends = Self.plainWeekends(budget, from: first, calendar).map { max(0, weekends - $0) } ?? 0
  }

  private static func countsFirstDay(_ budget: Budget) -> Bool {
    guard case .workingDays(let days, let own) = budget.length else { return true }
    switch own ?? budget.counting {
    case .following: return days == 0
    case .beginningWith: return true
    case .clear: return false
    }
  }

  private static func closedDays(_ days: ClosedRange<Int>, _ calendar: WorkingCalendar) -> [SkippedDay] {
    days.compactMap { day in
      let date = CivilDate(dayNumber: day)
      do throws(CalendarError) {
        return try calendar.reasonClosed(on: date).map { SkippedDay(date: date, reason: $0) }
      } catch {
        // A day before the calendar's first, on which something was received: none that was counted.
        return nil
      }
    }
  }

  /// Stretches of closed weekdays.
  private static func weekends(_ days: [SkippedDay]) -> Int {
    var (count, last) = (0, Int.min)
    for day in days where day.reason == .weekend {
      if day.date.dayNumber != last + 1 { count += 1 }
      last = day.date.dayNumber
    }
    return count
  }

  /// How many weekends the length would pass over in a year without holidays, pauses and extensions; nil where that is
  /// nothing to say of it.
  private static func plainWeekends(_ budget: Budget, from first: CivilDate, _ calendar: WorkingCalendar) -> Int? {
    guard case .workingDays(var left, let own) = budget.length, left > 0, left < 10_000 else { return nil }
    let counting = own ?? budget.counting
    var day = first.dayNumber + (counting == .beginningWith ? 0 : 1)
    if counting == .clear { left += 1 }
    var passed: [SkippedDay] = []
    while left > 0 {
      let date = CivilDate(dayNumber: day)
      if calendar.hours.span(onWeekday: date.weekday) == nil {
        passed.append(SkippedDay(date: date, reason: .weekend))
      } else {
        left -= 1
      }
      day += 1
    }
    return weekends(passed)
  }
}
