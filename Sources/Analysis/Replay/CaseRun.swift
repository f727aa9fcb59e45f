package import Casework
package import CivilTime
import JSON
import Statechart
package import WorkingTime

/// A case lived through: people do what they did, when they did it; timers fire at their own instants; and from now on
/// nobody acts.
package struct CaseRun: Sendable {
  /// One of a case's deadlines: a timer of that name, the first, second … that the case started.
  package struct DateKey: Sendable, Hashable, Comparable {
    package let timer: String
    package let occurrence: Int

    package static func < (left: DateKey, right: DateKey) -> Bool {
      (left.timer, left.occurrence) < (right.timer, right.occurrence)
    }
  }

  /// A timer that fired before now.
  package struct Firing: Sendable, Hashable {
    package let timer: String
    package let due: Instant
  }

  /// Where a case ends, as far as can be foreseen.
  package struct End: Sendable, Hashable {
    /// Nil where it goes on, or waits for ever.
    package let closedAt: Instant?
    /// The states in which it rests.
    package let states: [String]
  }

  /// When each timer and each limit of a clock fell due, or would have, as it was foreseen last.
  package private(set) var dates: [DateKey: Instant] = [:]
  /// The deadlines for which the calendar that counted last gives no date, and why.
  package private(set) var undated: [DateKey: String] = [:]
  package private(set) var fired: [Firing] = []
  /// How many messages of each template.
  package private(set) var messages: [String: Int] = [:]
  /// By the revision of its entry: why something that somebody did meant nothing, or was refused.
  package private(set) var refused: [Int: String] = [:]
  /// The clocks whose limit passed, or will.
  package private(set) var breaches: Set<String> = []
  /// Nil where the case could not be opened.
  package private(set) var end: End?
  /// By what its dates were counted last.
  package private(set) var calendar: WorkingCalendar?

  /// More steps than this in one case are not looked at.
  package static let stepLimit = 2_000

  private var current: Case?
  private var workflow: Workflow
  private let rules: ReplayRules
  /// The change of the directory that each entry of the history names.
  private let directories: [(at: Instant, revision: Int64)]
  private var clock: Instant
  private var running: [(timer: CaseTimer, due: Instant)] = []
  private var keys: [Int: DateKey] = [:]
  private var occurrences: [String: Int] = [:]
  /// Timers whose step was refused: they wait for a person.
  private var stuck: Set<Int> = []
  private var steps = 0

  /// - Parameters:
  ///   - version: the one by which the case goes now.
  ///   - now: from when on nobody acts.
  /// - Throws: where the journal does not tell enough.
  package init(
    of history: CaseHistory, version: WorkflowDigest, now: Instant, by rules: ReplayRules
  ) throws(HistoryGap) {
    self.rules = rules
    directories = history.entries.compactMap { entry in
      entry.payload["facts"].flatMap(FactVersions.init(json:)).map { (entry.at, $0.directory) }
    }
    guard let first = history.entries.first else { throw .noOpening }
    clock = first.at
    workflow =
      if let workflow = rules.workflow { workflow } else { try rules.version(history.firstVersion ?? version) }
    try open(history, first)
    guard current != nil else { return }
    for entry in history.entries.dropFirst() { try take(entry, history) }
    fireTimers(through: max(now, clock))
    let past = fired
    fireTimers(through: nil)
    fired = past
    finish()
  }

  private mutating func open(_ history: CaseHistory, _ entry: JournalEntry) throws(HistoryGap) {
    let event = try history.opening(of: entry)
    let parent = try history.startedBy(entry)
    let facts = try facts(entry, workflow)
    do throws(Rejection) {
      note(try workflow.open(history.id, on: event, given: facts, from: parent))
    } catch {
      refused[entry.revision] = error.description
    }
  }

  // MARK: What people did

  private mutating func take(_ entry: JournalEntry, _ history: CaseHistory) throws(HistoryGap) {
    guard isPeoples(entry) else { return }
    fireTimers(through: entry.at)
    guard let before = current else { return }
    clock = max(clock, entry.at)
    let next = try version(after: entry, history)
    let facts = try facts(entry, next)
    guard let asked = try event(of: entry, history, before, facts) else { return }
    do throws(Rejection) {
      let event = try asked.get()
      let update = try next.step(before, on: event, given: facts)
      workflow = next
      note(update)
      if !update.isAccepted { refused[entry.revision] = Self.words(before, workflow) }
    } catch {
      refused[entry.revision] = error.description
    }
  }

  /// Whether somebody, or something outside the case, did it: timers fire by themselves here.
  private func isPeoples(_ entry: JournalEntry) -> Bool {
    switch entry.kind {
    case .timer, .parked, .erased, .opened: false
    case .migrated: rules.workflow == nil
    case .recalculated: !rules.areCalendarsMadeUp
    case .event, .ignored, .paused, .resumed, .assigned, .noted, .attached, .extended, .declared, .linked, .merged,
      .reopened, .retried, .skipped, .cancelled:
      true
    }
  }

  /// What an entry asks of the case: an event, or why there can be none; nil where it asks nothing.
  private func event(
    of entry: JournalEntry, _ history: CaseHistory, _ case: Case, _ facts: Facts
  ) throws(HistoryGap) -> Result<CaseEvent, Rejection>? {
    switch entry.kind {
    // Numbers of timers and ends of pauses are those of these rules, not of then.
    case .retried, .skipped, .cancelled:
      let action: TimerOrder.Action =
        entry.kind == .retried ? .retry : entry.kind == .skipped ? .skip : .cancel
      guard let timer = `case`.timers.first(where: { workflow.timerName($0) == entry.name }) else {
        return .failure(.noSuchTimer)
      }
      let order = TimerOrder(
        action, sequence: timer.sequence, reason: entry.input["reason"]?.stringValue ?? "")
      return .success(CaseEvent(id: entry.eventID, kind: .order(order), actor: entry.actor))
    case .paused:
      let reason = entry.input["reason"]?.stringValue ?? ""
      do throws(Rejection) {
        let until = try workflow.pauseLimit(facts)
        return .success(
          CaseEvent(id: entry.eventID, kind: .pause(reason: reason, until: until), actor: entry.actor))
      } catch {
        return .failure(error)
      }
    case .opened, .event, .timer, .ignored, .resumed, .assigned, .noted, .attached, .extended, .declared, .linked,
      .merged, .reopened, .recalculated, .migrated, .erased, .parked:
      let before = self.facts(workflow, at: entry.at.advanced(by: .nanoseconds(-1)))
      return try history.event(
        of: entry, in: `case`, of: workflow, calendar: before?.calendar ?? facts.calendar
      ).map { .success($0) }
    }
  }

  private func version(after entry: JournalEntry, _ history: CaseHistory) throws(HistoryGap) -> Workflow {
    guard rules.workflow == nil, let digest = try history.version(after: entry) else { return workflow }
    return try rules.version(digest)
  }

  private static func words(_ case: Case, _ workflow: Workflow) -> String {
    let states = workflow.chart.leaves(`case`.session).joined(separator: ", ")
    return `case`.session.isDone ? "the case has closed in \"\(states)\" by then" : "\"\(states)\" has no use for it"
  }

  private func facts(_ entry: JournalEntry, _ workflow: Workflow) throws(HistoryGap) -> Facts {
    guard let facts = self.facts(workflow, at: max(clock, entry.at)) else {
      throw .unreadable(revision: entry.revision)
    }
    return facts
  }

  /// What a version knows at an instant.
  private func facts(_ workflow: Workflow, at instant: Instant) -> Facts? {
    rules.facts(
      for: workflow, at: instant, directory: directories.last { $0.at <= instant }?.revision ?? 0)
  }

  // MARK: What timers do

  private mutating func fireTimers(through limit: Instant?) {
    while steps < Self.stepLimit, let before = current, !before.session.isDone {
      let next = running.first { !stuck.contains($0.timer.sequence) }
      if let change = rules.nextCalendar(of: workflow, after: clock), limit.map({ change <= $0 }) ?? true,
        next.map({ change < $0.due }) ?? false
      {
        clock = change
        look()
        continue
      }
      guard let next, limit.map({ next.due <= $0 }) ?? true else { return }
      clock = max(clock, next.due)
      guard let facts = self.facts(workflow, at: clock) else { return }
      let event = CaseEvent(
        id: EventID(timer: next.timer.sequence, of: before.id), kind: .timer(sequence: next.timer.sequence),
        actor: .engine)
      do throws(Rejection) {
        let update = try workflow.step(before, on: event, given: facts)
        fired.append(Firing(timer: update.entry.name, due: next.due))
        note(update)
      } catch {
        stuck.insert(next.timer.sequence)
      }
    }
  }

  private mutating func note(_ update: CaseUpdate) {
    steps += 1
    current = update.case
    for case .notify(let message) in update.effects { messages[message.template, default: 0] += 1 }
    if update.isAccepted { stuck = [] }
    look()
  }

  /// Works out what runs, and when it falls due.
  private mutating func look() {
    guard let current, let facts = self.facts(workflow, at: clock) else { return }
    calendar = facts.calendar
    running = []
    for timer in current.timers {
      do throws(CalendarError) {
        if let due = try timer.budget.fireInstant(facts.calendar) { running.append((timer, due)) }
      } catch {
        note(nil, error, for: key(of: timer))
      }
    }
    running.sort { ($0.due, $0.timer.sequence) < ($1.due, $1.timer.sequence) }
    for (timer, due) in running { note(due, nil, for: key(of: timer)) }
    for (id, run) in current.clocks where run.stoppedAt == nil {
      let key = DateKey(timer: "clock.\(id)", occurrence: 1)
      do throws(CalendarError) {
        if let limit = try run.budget?.fireInstant(facts.calendar) { note(limit, nil, for: key) }
      } catch {
        note(nil, error, for: key)
      }
    }
  }

  /// A deadline has a date, or a reason why it has none.
  private mutating func note(_ date: Instant?, _ error: CalendarError?, for key: DateKey) {
    dates[key] = date
    undated[key] = error?.message
  }

  private mutating func key(of timer: CaseTimer) -> DateKey {
    if let known = keys[timer.sequence] { return known }
    let name = workflow.timerName(timer)
    occurrences[name, default: 0] += 1
    let key = DateKey(timer: name, occurrence: occurrences[name, default: 1])
    keys[timer.sequence] = key
    return key
  }

  private mutating func finish() {
    guard let current, let calendar else { return }
    // A clock that still runs is breached some day, as nobody is left who would stop it.
    let last = current.closedAt ?? Instant(seconds: 253_402_300_799, nanoseconds: 0)
    do throws(CalendarError) {
      let statuses = try workflow.clockStatuses(of: current, at: last, calendar)
      breaches = Set(statuses.filter(\.isBreached).map(\.clock))
    } catch {
      undated[DateKey(timer: "clocks", occurrence: 1)] = error.message
    }
    end = End(closedAt: current.closedAt, states: workflow.chart.leaves(current.session))
  }
}
