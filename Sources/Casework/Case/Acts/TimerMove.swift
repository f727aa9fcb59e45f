package import CivilTime
package import WorkingTime

/// A running timer that another version of the calendar dates otherwise.
package struct TimerMove: Sendable, Hashable {
  package let timer: CaseTimer
  package let before: Instant
  package let after: Instant
  /// The days that the versions count differently, from the timer's start to the later of both dates.
  package let because: [DayChange]

  /// Whether somebody who was told the first date would have less time.
  package var isEarlier: Bool { after < before }
}

extension Workflow {
  /// The running timers of a case that move when one version of the calendar replaces another, the next first.
  ///
  /// A timer that stands still has no date that could move, and one that is held to a promised date keeps it. Where the
  /// old version could give no date, none was promised.
  ///
  /// - Throws: where the new version gives no date for a timer that had one.
  package func moves(
    of case: Case, from old: WorkingCalendar, to new: WorkingCalendar
  ) throws(CalendarError) -> [TimerMove] {
    var moves: [TimerMove] = []
    for timer in `case`.timers {
      guard let before = try? timer.budget.fireInstant(old), let after = try timer.budget.fireInstant(new),
        before != after
      else { continue }
      let first = new.zone.civil(at: timer.budget.anchor).date
      let last = new.zone.civil(at: max(before, after)).date
      moves.append(
        TimerMove(
          timer: timer, before: before, after: after, because: old.changes(in: new, from: first, through: last)))
    }
    return moves.sorted { ($0.before, $0.timer.sequence) < ($1.before, $1.timer.sequence) }
  }
}
