import CivilTime
import Expression
import JSON
import Statechart
import WorkingTime

/// One step while it is being worked out: the case as it changes, and what has come of it so far.
struct StepRun {
  let workflow: Workflow
  let event: CaseEvent
  let facts: Facts
  let leavesBefore: [String]
  var `case`: Case
  var outputs: [Output] = []
  var effects: [Effect] = []
  /// When the timer that fired was due.
  var due: Instant?
  var startedTimers: [Int] = []
  var stoppedTimers: [String] = []
  /// The parties that messages of this step reached nobody as.
  var unreached: [Unreached] = []
  /// Why the step parked the case.
  var parking: String?
  /// What the history says besides of what was done.
  var remarks = JSONObject()
  private(set) var wasIgnored = false

  /// More macrosteps than this in one step, by events that a case sends itself, are refused as endless.
  static let macrostepLimit = 100

  init(workflow: Workflow, of case: Case, event: CaseEvent, facts: Facts) {
    self.workflow = workflow
    self.event = event
    self.facts = facts
    leavesBefore = workflow.chart.leaves(`case`.session)
    self.case = `case`
  }

  /// Only what a person sends is held against roles: what follows from it is the workflow's own doing.
  private var isPersonsMacrostep = false

  var host: CaseHost {
    var facts = facts
    facts.enforcesRoles = facts.enforcesRoles && isPersonsMacrostep
    var host = CaseHost(
      workflow: workflow, caseID: `case`.id, openedAt: `case`.openedAt, facts: facts, silent: `case`.silent)
    host.sender = event.actor.name
    host.acted = `case`.acted
    return host
  }

  mutating func start(given: [Int: Value]) throws(Rejection) {
    let opening = Event("", by: event.actor.role)
    let first: [Output]
    do throws(MicrostepLimitExceeded) {
      (`case`.session, first) = try workflow.chart.start(given: given, event: opening, host: host)
    } catch {
      throw .endless(microsteps: MicrostepLimitExceeded.limit)
    }
    try settle(first, after: opening)
  }

  /// Runs the macrostep of an event, and those of the events that the case sends itself meanwhile.
  mutating func send(_ event: Event, fromPerson: Bool = false) throws(Rejection) {
    isPersonsMacrostep = fromPerson
    let first = try macrostep(event)
    isPersonsMacrostep = false
    wasIgnored = first.contains { if case .ignored = $0 { true } else { false } }
    try settle(first, after: event)
  }

  private mutating func macrostep(_ event: Event) throws(Rejection) -> [Output] {
    do throws(MicrostepLimitExceeded) {
      return try workflow.chart.macrostep(&`case`.session, on: event, host: host)
    } catch {
      throw .endless(microsteps: MicrostepLimitExceeded.limit)
    }
  }

  /// Takes what a macrostep put out into the case. An undelayed `send` is an external event like any other: it has its
  /// own macrostep, after this one, in the order of sending.
  mutating func settle(_ first: [Output], after event: Event) throws(Rejection) {
    var waiting: [Event] = []
    var (macrosteps, current, batch) = (1, event, first)
    while true {
      let sent = try absorb(batch, event: current)
      waiting.append(contentsOf: sent)
      if `case`.session.isDone { break }
      guard !waiting.isEmpty else { break }
      macrosteps += 1
      guard macrosteps <= Self.macrostepLimit else { throw .endless(microsteps: MicrostepLimitExceeded.limit) }
      current = waiting.removeFirst()
      batch = try macrostep(current)
    }
    // What comes to a case that has closed already closes it no second time.
    if `case`.session.isDone, `case`.closedAt == nil {
      for timer in `case`.timers { stoppedTimers.append(workflow.timerName(timer)) }
      `case`.timers = []
      try stopClocks()
      `case`.pause = nil
      `case`.closedAt = facts.now
      reportEnd()
    }
  }

  private mutating func absorb(_ batch: [Output], event: Event) throws(Rejection) -> [Event] {
    var sent: [Event] = []
    var performed: [(Int, Value)] = []
    for output in batch {
      switch output {
      case .scheduled(let key, let setting, let event): try startTimer(key, setting, event)
      case .cancelled(let key): stopTimer(key)
      case .sent(let event): sent.append(event)
      case .performed(let number, let arguments): performed.append((number, arguments))
      case .entered, .exited, .skipped, .took, .logged, .raised, .assigned, .fault, .ignored, .ended: break
      }
    }
    outputs.append(contentsOf: batch)
    try runClocks(batch)
    try perform(performed, event: event)
    return sent
  }
}
