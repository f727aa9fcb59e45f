import Analysis
import Casework
import Expression
import Statechart
import WorkingTime

/// Finds reminders that come no sooner than the deadline of which they remind: whoever gets one has no time left, or none
/// gets it, as the state is left by then.
struct ReminderCheck {
  let check: CheckContext

  private var chart: Statechart { check.chart }
  private var counting: CountingRule { check.workflow.counting }

  func run() {
    for state in chart.states {
      guard let deadline = check.workflow.stateNotes[state.number].deadline else { continue }
      let ends = lengths(of: deadline, isDeadline: true)
      for transition in state.timerTransitions where isReminder(transition) {
        let all = lengths(of: transition, isDeadline: false)
        let late = all.filter { reminder in
          ends.contains { $0.canHold(with: reminder) && isLate(reminder.delay, for: $0.delay) }
        }
        if let first = late.first { report(late.count == all.count ? [] : first.assumed, transition, state) }
      }
    }
  }

  private func report(_ assumed: [Assumption], _ transition: Int, _ state: State) {
    let condition = assumed.map { $0.holds ? $0.source : "!(\($0.source))" }.joined(separator: " && ")
    check.report(
      .lateReminder, .warning, at: check.places.transitions[transition].trigger,
      "\(condition.isEmpty ? "" : "where \(condition), ")this reminder comes no sooner than the deadline of "
        + "\(state.id.inQuotes) that it reminds of",
      remedy: "remind earlier, or give the deadline more time")
  }

  private func isReminder(_ transition: Int) -> Bool {
    check.workflow.transitionNotes[transition].timer?.hasPrefix("remind.") == true
  }

  /// Whether a reminder comes with or behind a deadline, whatever the day on which both start.
  private func isLate(_ reminder: Delay, for deadline: Delay) -> Bool {
    switch (reminder, deadline) {
    case (.elapsed(let one), .elapsed(let other)): return one >= other
    case (.workingMinutes(let one), .workingMinutes(let other)): return one >= other
    case (.months(let one), .months(let other)): return one >= other
    case (.days, .days), (.days, .weeks), (.weeks, .days), (.weeks, .weeks):
      return Self.calendarDays(reminder) >= Self.calendarDays(deadline)
    case (.elapsed, _), (.days, _), (.weeks, _), (.months, _), (.mixed, _), (.workingMinutes, _), (.workingDays, _):
      // Both end with the day where both are so many working days; else a day may hold one and then the other.
      let (first, last) = (DaySpan(reminder, counting: counting), DaySpan(deadline, counting: counting))
      guard let most = last.most else { return false }
      return first.isExact && last.isExact ? first.least >= most : first.least > most
    }
  }

  private static func calendarDays(_ delay: Delay) -> Int {
    switch delay {
    case .days(let count): count
    case .weeks(let count): count * 7
    case .elapsed, .months, .mixed, .workingMinutes, .workingDays: 0
    }
  }

  // MARK: Lengths

  /// A length that a timer may have, and what has to hold for it.
  private struct Length {
    let delay: Delay
    var assumed: [Assumption] = []

    /// Whether nothing that the one takes for granted the other rules out.
    func canHold(with other: Length) -> Bool {
      assumed.allSatisfy { one in other.assumed.allSatisfy { $0.source != one.source || $0.holds == one.holds } }
    }
  }

  private struct Assumption {
    let source: String
    let holds: Bool
  }

  /// All lengths that a timer may have, as far as the file says them outright.
  private func lengths(of transition: Int, isDeadline: Bool) -> [Length] {
    guard case .timer(let length) = chart.transitions[transition].trigger else { return [] }
    switch length {
    case .fixed(let delay): return [Length(delay: delay)]
    // It ends at its limit or sooner: so what comes behind the limit is late, whatever the rest.
    case .limited(_, let most): return isDeadline ? [Length(delay: most)] : []
    case .computed(let expression): return lengths(check.guards.tree(expression), [])
    }
  }

  private func lengths(_ tree: ConditionTree, _ assumed: [Assumption]) -> [Length] {
    switch tree {
    case .choice(.question(let condition), let yes, let no):
      let source = condition.expression.source
      return lengths(yes, assumed + [Assumption(source: source, holds: true)])
        + lengths(no, assumed + [Assumption(source: source, holds: false)])
    case .question(let question):
      return Self.delay(question.expression.source).map { [Length(delay: $0, assumed: assumed)] } ?? []
    case .choice, .not, .all, .any: return []
    }
  }

  /// `workingDays(5)` and its like.
  private static func delay(_ source: String) -> Delay? {
    let parts = source.split(separator: "(", maxSplits: 1)
    guard parts.count == 2, parts[1].hasSuffix(")"), let amount = Int64(parts[1].dropLast()) else { return nil }
    let unit: HostDelay.Unit
    switch parts[0] {
    case "workingDays": unit = .workingDays
    case "workingHours": unit = .workingHours
    case "days": unit = .days
    case "weeks": unit = .weeks
    case "months": unit = .months
    case _: return nil
    }
    return try? HostDelay(unit: unit, amount: amount).delay
  }
}
