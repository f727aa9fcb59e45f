import Casework
import CivilTime
import JSON
import WorkingTime

/// What happened to one budget of a case, as its history is lived through.
struct BudgetStory {
  private(set) var start: Explanation.Start?
  private(set) var turns: [Explanation.Turn] = []
  /// The case as it stood when it was started last.
  private(set) var began: Case?
  private var stoppedAt: Instant?

  /// Looks at the budget after one entry.
  ///
  /// - Parameters:
  ///   - before: the budget before it; nil where it was not there.
  ///   - calendar: the one that counted before.
  mutating func see(
    _ budget: Budget, after before: Budget?, _ moment: CaseHistory.Moment, _ calendar: WorkingCalendar
  ) throws(CalendarError) {
    let entry = moment.entry
    let date = try budget.fireInstant(moment.facts.calendar)
    func add(_ kind: Explanation.Turn.Kind) {
      turns.append(Explanation.Turn(kind: kind, entry: entry, date: date))
    }
    if entry.kind == .migrated { migrate(to: budget, moment) }
    guard let before, before.anchor == budget.anchor else {
      start = Explanation.Start(entry: entry, countsFrom: budget.anchor, isAnew: before != nil)
      // What went before counts no more, but what was added does.
      turns = turns.filter { if case .extended = $0.kind { true } else { false } }
      (began, stoppedAt) = (moment.case, budget.isPaused ? entry.at : nil)
      if entry.kind == .migrated, let was = try before?.fireInstant(calendar), was != date {
        add(.migrated(from: was, to: date))
      }
      if budget.isPaused { add(.stopped) }
      return
    }
    if !before.isPaused, budget.isPaused {
      stoppedAt = entry.at
      add(.stopped)
    }
    if before.isPaused, !budget.isPaused {
      let from = stoppedAt ?? entry.at
      add(.resumed(lost: try budget.measured(from: from, to: entry.at, moment.facts.calendar)))
      stoppedAt = nil
    }
    if budget.extensions.count > before.extensions.count, let last = budget.extensions.last {
      add(.extended(by: last))
    }
    guard !budget.isPaused else { return }
    let was = try before.fireInstant(calendar)
    switch entry.kind {
    case .recalculated where budget.promise != before.promise:
      if let date { add(.kept(date)) }
    case .recalculated where was != date: add(.moved(from: was, to: date))
    case .migrated where was != date && !before.isPaused: add(.migrated(from: was, to: date))
    case _: break
    }
  }

  /// From here on another version's rules are asked, with the data as that has them. What it does not take over counts no
  /// more.
  private mutating func migrate(to budget: Budget, _ moment: CaseHistory.Moment) {
    began = moment.case
    turns.removeAll { turn in
      switch turn.kind {
      case .extended: budget.extensions.isEmpty
      case .kept: budget.promise == nil
      case .stopped, .resumed, .moved, .migrated: false
      }
    }
  }

  /// When the budget ends, by its start, its rule and what happened since: the way a person would count.
  func due(of budget: Budget, _ calendar: WorkingCalendar) throws(CalendarError) -> Instant? {
    guard let start else { return try budget.fireInstant(calendar) }
    var end = try calendar.dueInstant(of: budget.length, from: start.countsFrom, counting: budget.counting)
    var lost = Duration.zero
    var stoppedAt: Instant?
    var isHeld = false
    for turn in turns {
      switch turn.kind {
      case .extended(let delay): end = try calendar.dueInstant(of: delay, from: end)
      case .stopped:
        stoppedAt = turn.entry.at
        // A promised date is one by itself: what was lost before is in it.
        if isHeld { (end, lost) = (try budget.moved(end, by: lost, calendar), .zero) }
      case .resumed:
        if let from = stoppedAt { lost += try budget.measured(from: from, to: turn.entry.at, calendar) }
        stoppedAt = nil
      case .kept(let promised): (end, lost, isHeld) = (promised, .zero, true)
      case .moved, .migrated: break
      }
    }
    return stoppedAt == nil ? try budget.moved(end, by: lost, calendar) : nil
  }
}

extension Budget {
  /// How much of its measure lies between two instants.
  func measured(
    from start: Instant, to end: Instant, _ calendar: WorkingCalendar
  ) throws(CalendarError) -> Duration {
    switch length.measure {
    case .clock: start.duration(to: end)
    case .officeHours: try calendar.workingTime(from: start, to: end)
    }
  }

  /// An end, later by so much of its measure.
  fileprivate func moved(
    _ end: Instant, by lost: Duration, _ calendar: WorkingCalendar
  ) throws(CalendarError) -> Instant {
    guard lost > .zero else { return end }
    switch length.measure {
    case .clock: return end.advanced(by: lost)
    case .officeHours: return try calendar.adding(workingTime: lost, to: end)
    }
  }
}
