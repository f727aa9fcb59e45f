import Casework
import CivilTime
import WorkingTime

/// One case of those that a forecast lives through together.
struct ForecastMember {
  /// When a case's timers are looked at next, and which of them is tried.
  struct Visit {
    let timer: CaseTimer
    let at: Instant
    /// Whether nothing but a refused timer asks for it.
    var retry: Retry?

    enum Retry { case waiting, idle }
  }

  let workflow: Workflow
  private(set) var `case`: Case
  private(set) var facts: Facts
  /// Whether it is opened only on the way.
  let isForeseen: Bool
  private(set) var entries: [JournalEntry] = []
  private(set) var stalls: [ForecastStall] = []
  /// Why its timers have no dates; nil where they have.
  private(set) var undated: CalendarError?
  private var running: [(timer: CaseTimer, due: Instant)] = []
  /// The timers whose step was refused at this instant.
  private var refused: Set<Int> = []
  /// How often timers were tried again, with something else still to come and with nothing.
  private var retries = (waiting: 0, idle: 0)

  /// Tries by the hour beyond which a refused timer is taken to stay so: half a year where something else is awaited, a
  /// week where nothing is.
  private static let retryLimits = (waiting: 4_400, idle: 168)

  init(workflow: Workflow, case: Case, facts: Facts, isForeseen: Bool = false) {
    self.workflow = workflow
    self.case = `case`
    self.facts = facts
    self.isForeseen = isForeseen
    readTimers()
  }

  /// A case that is opened on the way.
  init(workflow: Workflow, opening update: CaseUpdate, facts: Facts) {
    self.init(workflow: workflow, case: update.case, facts: facts, isForeseen: true)
    entries = [update.entry]
  }

  var isDone: Bool { `case`.session.isDone }

  /// When it goes on by itself, refused timers left aside; nil where it does not.
  var awaited: Instant? { running.first { !refused.contains($0.timer.sequence) }?.due }

  /// The refused timer for which a person has to look; nil where there is none.
  var standingStall: ForecastStall? { stalls.first { $0.sequence.map(refused.contains) ?? false } }

  /// The timer that fires next, and when; one that is overdue fires at once.
  ///
  /// - Parameter isAwaiting: whether something else is still to come, be it in another case.
  func nextVisit(at clock: Instant, isAwaiting: Bool) -> Visit? {
    guard let first = running.first else { return nil }
    guard !refused.isEmpty else { return Visit(timer: first.timer, at: max(clock, first.due)) }
    let other = running.first { !refused.contains($0.timer.sequence) }
    if let other, other.due <= clock { return Visit(timer: other.timer, at: clock) }
    var visit = other.map { Visit(timer: first.timer, at: $0.due) }
    guard running.contains(where: { refused.contains($0.timer.sequence) }) else { return visit }
    let again = facts.now.advanced(bySeconds: CaseTimer.retrySeconds)
    if isAwaiting {
      if visit.map({ again < $0.at }) ?? true, retries.waiting < Self.retryLimits.waiting {
        visit = Visit(timer: first.timer, at: again, retry: .waiting)
      }
    } else if retries.idle < Self.retryLimits.idle {
      visit = Visit(timer: first.timer, at: again, retry: .idle)
    }
    return visit
  }

  /// Comes to the case: what was refused before is tried again.
  mutating func come(at instant: Instant, retry: Visit.Retry? = nil) {
    switch retry {
    case .waiting?: retries.waiting += 1
    case .idle?: retries.idle += 1
    case nil: break
    }
    if instant > facts.now { refused = [] }
    facts.now = instant
  }

  /// Takes a step over.
  ///
  /// - Parameter isTimer: whether a timer of its own made it. After any other step all that is overdue is tried at once.
  mutating func take(_ update: CaseUpdate, isTimer: Bool) {
    `case` = update.case
    entries.append(update.entry)
    if !isTimer { refused = [] }
    readTimers()
  }

  /// Notes that a timer's step was refused; the case's history tells of every try.
  mutating func park(_ timer: CaseTimer, _ reason: Rejection) {
    refused.insert(timer.sequence)
    stall(workflow.timerName(timer), timer.sequence, reason)
  }

  /// Notes that something could not be carried to another case: its history says so, and people have to look.
  mutating func leaveToPeople(_ what: String, _ reason: Rejection) { stall(what, nil, reason) }

  /// Notes that something did not reach the case: its history does not know.
  mutating func note(_ what: String, _ reason: Rejection) {
    stalls.append(ForecastStall(timer: what, sequence: nil, at: facts.now, reason: reason))
  }

  private mutating func stall(_ name: String, _ sequence: Int?, _ reason: Rejection) {
    `case`.revision += 1
    if let sequence, let known = stalls.firstIndex(where: { $0.sequence == sequence }) {
      stalls[known].attempts += 1
      stalls[known].reason = reason
    } else {
      stalls.append(ForecastStall(timer: name, sequence: sequence, at: facts.now, reason: reason))
    }
  }

  private mutating func readTimers() {
    do throws(CalendarError) {
      running = try workflow.timers(of: `case`, facts.calendar)
      undated = nil
    } catch {
      running = []
      undated = error
    }
  }
}
