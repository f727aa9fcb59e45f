package import CivilTime

/// A day that two versions of a calendar have different plans for.
package struct DayChange: Hashable, Sendable {
  /// What the office does on a day.
  package enum Plan: Hashable, Sendable {
    case open(OfficeHours.Span)
    case closed(SkippedDay.Reason)
  }

  package let date: CivilDate
  package let before: Plan
  package let after: Plan

  /// What has changed, in words: "Friday 8 May 2026 is no working day now: VE Day".
  package var explanation: String {
    switch (before, after) {
    case (.open, .closed): "\(date.words) is no working day now: \(words(after))"
    case (.closed, .open): "\(date.words) is a working day now; it was not before: \(words(before))"
    case (.open, .open): "the office is open \(words(after)) on \(date.words), not \(words(before))"
    case (.closed, .closed): "\(date.words) is now called \(words(after))"
    }
  }

  /// Whether another plan can move a deadline: another name for a closed day can't.
  package var countsDifferently: Bool {
    if case (.closed, .closed) = (before, after) { false } else { true }
  }

  /// A plan in a word or two: `09:00-17:00`, `weekend`, `Good Friday`.
  package func words(_ plan: Plan) -> String {
    switch plan {
    case .open(let span): span.text
    case .closed(let reason): SkippedDay(date: date, reason: reason).explanation
    }
  }
}

extension WorkingCalendar {
  /// The days of a range that another version of this calendar counts differently, in order; days that either does not
  /// cover are left out.
  package func changes(in other: WorkingCalendar, from first: CivilDate, through last: CivilDate) -> [DayChange] {
    guard first <= last else { return [] }
    return (first.dayNumber...last.dayNumber).compactMap { day in
      let date = CivilDate(dayNumber: day)
      guard let before = plan(for: date), let after = other.plan(for: date), before != after else { return nil }
      let change = DayChange(date: date, before: before, after: after)
      return change.countsDifferently ? change : nil
    }
  }

  private func plan(for date: CivilDate) -> DayChange.Plan? {
    guard (coversFrom...coversThrough).contains(date) else { return nil }
    // Within the covered days it can't fail.
    if let reason = try? reasonClosed(on: date) { return .closed(reason) }
    return hours.span(onWeekday: date.weekday).map(DayChange.Plan.open)
  }
}
