package import CivilTime
import Expression
import JSON

package import Statechart
package import WorkingTime

extension Workflow {
  /// Opens a case: everything that its first states do happens at once.
  ///
  /// - Parameters:
  ///   - event: of kind `open`, with the data that the case starts with.
  ///   - parent: the case that started it; nil where a person opens it.
  /// - Throws: `Rejection` where a field is missing or wrong, or a first deadline can't be worked out.
  package func open(_ id: CaseID, on event: CaseEvent, given facts: Facts, from parent: CaseParent? = nil)
    throws(Rejection) -> CaseUpdate
  {
    guard case .open(let object) = event.kind else { preconditionFailure("a case is opened by an open event") }
    let given = try openingData(object)
    var empty = Case(
      id: id, version: digest, openedAt: facts.now, revision: 0, session: .none)
    empty.parent = parent
    if let parent { empty.links = [CaseLink(parent.id, .parent)] }
    var step = StepRun(workflow: self, of: empty, event: event, facts: facts)
    try step.start(given: given)
    var told = JSONObject()
    if let parent {
      told["parent"] = .string(CaseReference(of: parent.id).description)
      told["started_by"] = .object(parent.json)
    }
    return step.update(kind: .opened, name: name, input: object.isEmpty ? nil : .object(object), told: told)
  }

  /// The one verb: what happens to a case when something happens.
  ///
  /// An event that the case has no use for changes nothing but its history, and the answer says what it accepts.
  ///
  /// - Throws: `Rejection`; nothing has changed then.
  package func step(_ case: Case, on event: CaseEvent, given facts: Facts) throws(Rejection) -> CaseUpdate {
    switch event.kind {
    case .migrate(let migration): return try migrate(`case`, on: event, migration, given: facts)
    case .takeBack(let reversal): return try takeBack(`case`, on: event, reversal, given: facts)
    case .open, .named, .timer, .pause, .resume, .order, .recalculate, .erase, .adopt, .report, .act: break
    }
    var step = StepRun(workflow: self, of: `case`, event: event, facts: facts)
    if `case`.isErased { try step.checkErased() }
    switch event.kind {
    case .migrate, .takeBack: preconditionFailure("a migration begins with a case of another version")
    case .open: preconditionFailure("a case is opened once, by open(_:on:given:)")
    case .named(let name, let data):
      try checkPermission(name, event.actor, `case`, facts)
      let value = try input(data, of: name, in: `case`.session)
      let silent = `case`.silent
      step.case.silent = []
      try step.send(Event(name, data: value, by: event.actor.role), fromPerson: true)
      if step.wasIgnored { step.case.silent = silent } else { step.noteAct(of: event.actor) }
      step.noteAddresses(in: value)
      step.remember(name)
      return step.update(
        kind: step.wasIgnored ? .ignored : .event, name: name, input: data)
    case .timer(let sequence):
      let timer = try step.fire(sequence)
      return step.update(kind: .timer, name: timerName(timer), input: nil)
    case .pause(let reason, let until):
      try checkStaff("pause", event.actor, facts)
      try checkUnbiased("pause", event.actor, `case`)
      guard !reason.allSatisfy(\.isWhitespace) else {
        throw .data([FieldProblem(field: "reason", problem: "is required")])
      }
      guard !`case`.session.isDone else { throw .closed }
      guard `case`.pause == nil else { throw .alreadyPaused }
      try step.pause(reason: reason, until: until)
      let told: JSONObject = until.map { ["until": .string($0.rfc3339)] } ?? [:]
      return step.update(kind: .paused, name: "pause", input: ["reason": .string(reason)], told: told)
    case .resume:
      try checkStaff("resume", event.actor, facts)
      try checkUnbiased("resume", event.actor, `case`)
      guard `case`.pause != nil else { throw .notPaused }
      try step.resume()
      return step.update(kind: .resumed, name: "resume", input: nil)
    case .order(let order):
      try checkStaff("\(order.action.rawValue) a timer", event.actor, facts)
      guard !order.reason.allSatisfy(\.isWhitespace) else {
        throw .data([FieldProblem(field: "reason", problem: "is required")])
      }
      let timer = try step.carryOut(order)
      return step.update(
        kind: order.action.kind, name: timerName(timer), input: ["reason": .string(order.reason)],
        told: ["number": .integer(Int64(order.sequence))])
    case .recalculate(let recalculation):
      let told = try step.recalculate(recalculation)
      return step.update(kind: .recalculated, name: "calendar", input: nil, told: told)
    case .erase(let revisions, let reason, let empties):
      return step.update(kind: .erased, name: "erase", input: try step.erase(revisions, reason, empties))
    case .adopt(let child):
      step.adopt(child)
      return step.update(kind: .linked, name: "start", input: .object(CaseAct.link(to: child, .child).input))
    case .report(let name, _) where `case`.isErased: return step.update(kind: .ignored, name: name, input: nil)
    case .report(let name, let data):
      // The workflow's own doing, which no role is held against.
      try step.send(Event(name, data: Value(untyped: data)))
      return step.update(
        kind: step.wasIgnored ? .ignored : .event, name: name, input: data)
    case .act(let act):
      try step.perform(act)
      return step.update(kind: act.journalKind, name: act.name, input: .object(act.input), told: step.remarks)
    }
  }

  /// What a case accepts now, from anybody: its buttons.
  package func availableEvents(_ session: Session) -> [AvailableEvent] {
    var events: [AvailableEvent] = []
    for available in chart.availableEvents(session) {
      let note = transitionNotes[available.transition]
      for descriptor in available.descriptors
      where !note.roles.isEmpty && !descriptor.matchesEverything
        && !events.contains(where: { $0.name == descriptor.prefix })
      {
        events.append(
          AvailableEvent(
            name: descriptor.prefix, title: note.title, roles: note.roles, form: note.form.map { fields[$0].name }))
      }
    }
    return events
  }

  /// What a timer is called in histories, queues and scenarios, such as `with-prime.within`.
  package func timerName(_ timer: CaseTimer) -> String {
    switch timer.purpose {
    case .after(let state, let ordinal):
      let transition = chart.states[state].transitions.lowerBound + ordinal
      return "\(chart.states[state].id).\(transitionNotes[transition].timer ?? "after#\(ordinal)")"
    case .send(let id, _): return id
    case .clock(let id, let percent): return "clock.\(id).\(percent)%"
    case .pauseLimit: return "pause"
    }
  }

  /// The timers that are due at an instant, in the order in which they fire: by due time, then by order of start.
  package func dueTimers(
    _ case: Case, at now: Instant, _ calendar: WorkingCalendar
  ) throws(CalendarError) -> [(timer: CaseTimer, due: Instant)] {
    try timers(of: `case`, calendar).filter { $0.due <= now }
  }

  /// The running timers with their instants, the next first. A timer that stands still has no instant and is left out.
  package func timers(
    of case: Case, _ calendar: WorkingCalendar
  ) throws(CalendarError) -> [(timer: CaseTimer, due: Instant)] {
    var running: [(timer: CaseTimer, due: Instant)] = []
    for timer in `case`.timers {
      if let due = try timer.budget.fireInstant(calendar) { running.append((timer, due)) }
    }
    return running.sorted { ($0.due, $0.timer.sequence) < ($1.due, $1.timer.sequence) }
  }
}
