package import Casework
package import CivilTime
import Statechart
package import WorkingTime

/// How soon a person should look at a case, and why.
package struct CaseUrgency: Sendable, Hashable, Comparable {
  /// In the order in which people should look.
  package enum Level: Int, Sendable, Hashable, Comparable, CaseIterable {
    case parked, breached, overdue, today, warned, due, idle, paused, closed

    package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  package let level: Level
  /// When it is or was due; nil where nothing is.
  package let due: Instant?
  /// In words for the list.
  package let reason: String

  /// What passes first comes first, whether it is a deadline or a target: the order of `CaseRank`.
  package static func < (left: CaseUrgency, right: CaseUrgency) -> Bool {
    left.level.part != right.level.part
      ? left.level.part < right.level.part : (left.due ?? .distantFuture) < (right.due ?? .distantFuture)
  }
}

extension CaseUrgency.Level {
  /// The parts of a list; within each the dates decide.
  fileprivate var part: Int {
    switch self {
    case .parked: 0
    case .breached, .overdue, .today, .warned, .due: 1
    case .paused, .idle: 2
    case .closed: 3
    }
  }
}

extension Instant {
  fileprivate static let distantFuture = Instant(seconds: .max)
}

extension CaseUrgency {
  /// What a case's record and its clocks come to.
  package init(of record: CaseRecord, _ current: Case, _ workflow: Workflow, _ facts: Facts) throws(CaseFailure) {
    let day = { (instant: Instant) in facts.calendar.zone.civil(at: instant).date }
    if let closedAt = record.closedAt {
      self.init(level: .closed, due: closedAt, reason: "closed \(day(closedAt))")
      return
    }
    if let parked = record.parked ?? current.parked {
      self.init(level: .parked, due: record.nextDue, reason: "parked: \(parked)")
      return
    }
    let clocks: [ClockStatus]
    do throws(CalendarError) {
      clocks = try workflow.clockStatuses(of: current, at: facts.now, facts.calendar)
    } catch {
      throw .rejected(.calendar(error))
    }
    let deadline = current.pause == nil ? Self.deadline(of: current, workflow, facts.calendar) : nil
    let target = clocks.filter { [.running, .warned].contains($0.phase) && $0.limit != nil }
      .min { ($0.limit ?? .distantFuture) < ($1.limit ?? .distantFuture) }
    let soonest = [deadline, target?.limit].compactMap(\.self).min()
    if let clock = clocks.first(where: { $0.phase == .breached }), let limit = clock.limit {
      self.init(level: .breached, due: limit, reason: "\(clock.clock) passed on \(day(limit))")
    } else if let due = record.nextDue, due < facts.now {
      self.init(level: .overdue, due: due, reason: "was due \(day(due)); is a worker running?")
    } else if let due = soonest, day(due) <= day(facts.now) {
      self.init(level: .today, due: due, reason: "due today")
    } else if current.pause != nil {
      self.init(level: .paused, due: record.nextDue, reason: "paused")
    } else if let clock = clocks.first(where: { $0.phase == .warned }), let limit = clock.limit {
      self.init(
        level: .warned, due: min(soonest ?? limit, limit),
        reason: "\(clock.clock) at \(clock.warned ?? 0)%, until \(day(limit))")
    } else if let target, let limit = target.limit, limit == soonest, deadline.map({ limit < $0 }) == true {
      self.init(level: .due, due: limit, reason: "\(target.clock) until \(day(limit))")
    } else if let due = soonest ?? record.nextDue {
      self.init(level: .due, due: due, reason: "due \(day(due))")
    } else {
      self.init(level: .idle, due: nil, reason: "no deadline runs")
    }
  }

  /// The next deadline that somebody has to keep: neither a reminder nor a warning.
  package static func deadline(of case: Case, _ workflow: Workflow, _ calendar: WorkingCalendar) -> Instant? {
    // Past the calendar's end there is no deadline; the engine parks such a case and says why.
    let timers = (try? workflow.timers(of: `case`, calendar)) ?? []
    return timers.first { timer, _ in
      guard case .after(let state, let ordinal) = timer.purpose else { return false }
      return workflow.stateNotes[state].deadline == workflow.chart.states[state].transitions.lowerBound + ordinal
    }?.due
  }
}
