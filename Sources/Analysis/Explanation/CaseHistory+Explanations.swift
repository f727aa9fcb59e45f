package import Casework
import CivilTime
import Expression
import Statechart
package import WorkingTime

extension CaseHistory {
  /// Explains the date of every timer and clock of the case as it stands after its last entry, the next to end first.
  ///
  /// - Parameters:
  ///   - versions: gives the versions by which the case went before, where it was migrated.
  ///   - facts: what was known at an entry to the version that decided it.
  ///   - now: what is known now.
  /// - Throws: `HistoryGap` where the journal does not tell enough, `CalendarError`, and what `facts` throws.
  package func explanations(
    in workflow: Workflow, versions: (WorkflowDigest) throws -> Workflow = { throw HistoryGap.otherVersion($0) },
    given facts: (JournalEntry, Workflow) throws -> Facts, now: Facts
  ) throws -> [Explanation] {
    var stories: [Explanation.Subject: BudgetStory] = [:]
    var calendar: WorkingCalendar?
    let last = try replay(in: workflow, versions: versions, given: facts) { moment in
      let before = moment.before.map(Self.budgets) ?? [:]
      for (subject, budget) in Self.budgets(of: moment.case) {
        var story = stories[subject] ?? BudgetStory()
        try story.see(budget, after: before[subject], moment, calendar ?? moment.facts.calendar)
        stories[subject] = story
      }
      calendar = moment.facts.calendar
    }
    return try Explanation.all(of: last, in: workflow, now, stories)
  }

  private static func budgets(of case: Case) -> [Explanation.Subject: Budget] {
    var budgets: [Explanation.Subject: Budget] = [:]
    for timer in `case`.timers { budgets[.timer(timer.sequence)] = timer.budget }
    for (id, run) in `case`.clocks where run.stoppedAt == nil { budgets[.clock(id)] = run.budget }
    return budgets
  }
}

extension Explanation {
  /// Explains what can be told from the case alone, where its history does not tell.
  package static func withoutHistory(of case: Case, in workflow: Workflow, _ now: Facts) throws(CalendarError)
    -> [Explanation]
  {
    try all(of: `case`, in: workflow, now, [:])
  }

  fileprivate static func all(
    of case: Case, in workflow: Workflow, _ now: Facts, _ stories: [Subject: BudgetStory]
  ) throws(CalendarError) -> [Explanation] {
    var all: [Explanation] = []
    for timer in `case`.timers {
      let story = stories[.timer(timer.sequence)] ?? BudgetStory()
      let rule = DelayRule(of: timer, in: workflow, story.began ?? `case`, now)
      all.append(
        try Explanation(.timer(timer.sequence), workflow.timerName(timer), rule, timer.budget, story, now))
    }
    for clock in workflow.clocks {
      guard let run = `case`.clocks[clock.id], run.stoppedAt == nil, let budget = run.budget else { continue }
      let story = stories[.clock(clock.id)] ?? BudgetStory()
      let values = (story.began ?? `case`).session.data
      let rule = DelayRule(
        length: clock.length(of: story.began ?? `case`, in: workflow, now) ?? budget.length,
        counting: budget.counting, clock.limit, workflow, values)
      all.append(try Explanation(.clock(clock.id), "clock \(clock.id)", rule, budget, story, now))
    }
    return all.sorted { ($0.due ?? .last, $0.name) < ($1.due ?? .last, $1.name) }
  }

  private init(
    _ subject: Subject, _ name: String, _ rule: DelayRule, _ budget: Budget, _ story: BudgetStory, _ now: Facts
  ) throws(CalendarError) {
    self.subject = subject
    self.name = name
    self.rule = rule
    start = story.start
    turns = story.turns
    count = TimerCount(of: budget, now.calendar)
    due = try story.due(of: budget, now.calendar)
    left = budget.isPaused ? try budget.remaining(at: now.now, now.calendar) : nil
  }
}

extension CaseClock {
  /// The limit as the file has it, worked out again with the data of its start.
  func length(of case: Case, in workflow: Workflow, _ facts: Facts) -> Delay? {
    let host = CaseHost(workflow: workflow, caseID: `case`.id, openedAt: `case`.openedAt, facts: facts)
    let activation = workflow.chart.activation(of: `case`.session, host: host)
    guard case .opaque(let opaque)? = try? limit.evaluate(activation) else { return nil }
    return HostDelay(opaque)?.delay
  }
}

extension Instant {
  fileprivate static let last = Instant(seconds: .max)
}
