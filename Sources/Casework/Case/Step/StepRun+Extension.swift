import CivilTime
import JSON
import Statechart
import WorkingTime

extension StepRun {
  /// Gives a running deadline more time. Reminders of the same state that have not come yet move with it, so that they
  /// keep their distance from its end.
  mutating func extend(_ extended: DeadlineExtension) throws(Rejection) {
    guard !`case`.session.isDone else { throw .closed }
    try CaseText.check(extended.reason, "reason", limit: CaseLimits.reason)
    try CaseText.check(extended.approver, "approver", limit: CaseLimits.name)
    guard extended.delay.isPositive else {
      throw .data([FieldProblem(field: "by", problem: "must be more than nothing, such as 5 working days")])
    }
    try workflow.checkUnbiased("extend", event.actor, `case`)
    guard let sender = event.actor.name else { throw .nameless(act: "extend") }
    guard !Person.isSame(sender, extended.approver) else {
      throw .samePerson(act: "approve the extension", earlier: ["extend"])
    }
    guard !`case`.isBarred(extended.approver) else { throw .barred(act: "approve an extension") }
    let state = try stateToExtend(extended.state)
    var moved: [JSONValue] = []
    for position in `case`.timers.indices where moves(`case`.timers[position].purpose, with: state) {
      moved.append(try extend(at: position, by: extended.delay))
    }
    remarks["extended"] = .array(moved)
  }

  private mutating func extend(at position: Int, by delay: Delay) throws(Rejection) -> JSONValue {
    do throws(CalendarError) {
      let was = try `case`.timers[position].budget.fireInstant(facts.calendar)
      try `case`.timers[position].budget.extend(by: delay, facts.calendar)
      let now = try `case`.timers[position].budget.fireInstant(facts.calendar)
      var remark: JSONObject = ["timer": .string(workflow.timerName(`case`.timers[position]))]
      if let was { remark["from"] = .string(was.rfc3339) }
      if let now { remark["to"] = .string(now.rfc3339) }
      return .object(remark)
    } catch {
      throw .calendar(error)
    }
  }

  /// The state whose deadline is meant: the one that is named, or the innermost that has one.
  private func stateToExtend(_ name: String?) throws(Rejection) -> Int {
    let running = `case`.timers.compactMap { timer -> Int? in
      guard case .after(let state, _) = timer.purpose, isDeadline(timer.purpose) else { return nil }
      return state
    }
    let meant = name.map { name in running.filter { workflow.chart.states[$0].id == name } } ?? running
    guard let state = meant.max(by: { workflow.chart.states[$0].depth < workflow.chart.states[$1].depth }) else {
      throw .noDeadline(running: running.map { workflow.chart.states[$0].id })
    }
    return state
  }

  private func isDeadline(_ purpose: CaseTimer.Purpose) -> Bool {
    guard case .after(let state, let ordinal) = purpose else { return false }
    return workflow.stateNotes[state].deadline == workflow.chart.states[state].transitions.lowerBound + ordinal
  }

  private func moves(_ purpose: CaseTimer.Purpose, with state: Int) -> Bool {
    guard case .after(state, let ordinal) = purpose else { return false }
    let transition = workflow.chart.states[state].transitions.lowerBound + ordinal
    return isDeadline(purpose) || workflow.transitionNotes[transition].timer?.hasPrefix("remind.") == true
  }
}

extension Delay {
  fileprivate var isPositive: Bool {
    switch self {
    case .elapsed(let duration): duration > .zero
    case .days(let count), .weeks(let count), .months(let count), .workingMinutes(let count),
      .workingDays(let count, _):
      count > 0
    case .mixed(let months, let days, let elapsed): (months, days) > (0, 0) || elapsed > .zero
    }
  }
}
