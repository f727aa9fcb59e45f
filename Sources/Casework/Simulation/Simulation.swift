package import CivilTime
package import JSON
package import WorkingTime

/// One case in virtual time: what people send happens when the simulation says so, and timers fire at their own
/// instants, in order, when the clock is moved past them.
///
/// It folds the same `step` that the engine runs, so what it shows is what would happen.
package struct Simulation: Sendable {
  package let workflow: Workflow
  /// What every step may know; `facts.now` is the virtual clock.
  package private(set) var facts: Facts
  package var `case`: Case
  /// The steps of the last input, in order.
  package private(set) var updates: [CaseUpdate] = []
  private var events: UInt64 = 0

  /// More timers than this in one move of the clock are refused as endless.
  package static let timerLimit = 10_000

  /// Why an input was refused. The simulation stands as it stood.
  package enum Refusal: Error, Sendable {
    case rejected(Rejection)
    /// The clock can't be turned back.
    case backwards(now: Instant)
    /// Timers start each other without end.
    case endless
  }

  /// Opens the case at the instant of the facts.
  ///
  /// - Throws: `Refusal`, where its data don't fit or it never comes to rest.
  package init(
    of workflow: Workflow, opening data: JSONObject, as id: CaseID, by actor: Actor, facts: Facts
  ) throws(Refusal) {
    self.workflow = workflow
    self.facts = facts
    let event = CaseEvent(id: Self.eventID(0), kind: .open(data), actor: actor)
    do throws(Rejection) {
      let update = try workflow.open(id, on: event, given: facts)
      `case` = update.case
      updates = [update]
    } catch {
      throw .rejected(error)
    }
    try fireTimers(until: facts.now)
  }

  /// Goes on with a case that was kept elsewhere meanwhile.
  package mutating func replace(_ case: Case) { self.case = `case` }

  /// Something that a person or a program sends.
  package mutating func send(_ name: String, data: JSONValue?, by actor: Actor) throws(Refusal) {
    try perform { simulation throws(Refusal) in
      try simulation.step(.named(name, data: data), by: actor)
      try simulation.fireTimers(until: simulation.facts.now)
    }
  }

  /// Moves the clock by a delay as the workflow's calendar counts it.
  package mutating func advance(by delay: Delay) throws(Refusal) {
    let target: Instant
    do throws(CalendarError) {
      target = try facts.calendar.dueInstant(of: delay, from: facts.now, counting: workflow.counting)
    } catch {
      throw .rejected(.calendar(error))
    }
    try advance(to: target)
  }

  /// Moves the clock to an instant; every timer that falls due on the way fires at its own.
  package mutating func advance(to target: Instant) throws(Refusal) {
    guard target >= facts.now else { throw .backwards(now: facts.now) }
    try perform { simulation throws(Refusal) in
      try simulation.fireTimers(until: target)
      simulation.facts.now = target
    }
  }

  package mutating func pause(reason: String, by actor: Actor) throws(Refusal) {
    try perform { simulation throws(Refusal) in
      let until: Instant?
      do throws(Rejection) {
        until = try simulation.workflow.pauseLimit(simulation.facts)
      } catch {
        throw .rejected(error)
      }
      try simulation.step(.pause(reason: reason, until: until), by: actor)
    }
  }

  package mutating func resume(by actor: Actor) throws(Refusal) {
    try perform { simulation throws(Refusal) in
      try simulation.step(.resume, by: actor)
      try simulation.fireTimers(until: simulation.facts.now)
    }
  }

  /// Something that staff do with the case beside the workflow's events.
  package mutating func act(_ act: CaseAct, by actor: Actor) throws(Refusal) {
    try perform { simulation throws(Refusal) in
      try simulation.step(.act(act), by: actor)
      try simulation.fireTimers(until: simulation.facts.now)
    }
  }

  /// A case that this one has started, by the name that it knows it by, has closed.
  package mutating func report(endOf name: String, data: JSONValue) throws(Refusal) {
    try perform { simulation throws(Refusal) in
      let event = CaseParent(id: simulation.case.id, name: name, generation: 1).doneEvent
      try simulation.step(.report(event: event, data: data), by: .engine)
      try simulation.fireTimers(until: simulation.facts.now)
    }
  }

  /// Changes who can be reached from now on.
  package mutating func change(directory: Directory) { facts.directory = directory }

  /// Brings another version of the calendar into force: running timers move with it, or keep the dates that they had.
  package mutating func change(calendar: WorkingCalendar, version: Int64 = 0, keepsDates: Bool) throws(Refusal) {
    try perform { simulation throws(Refusal) in
      let recalculation = Recalculation(
        previous: simulation.facts.calendar, version: version, keepsDates: keepsDates)
      simulation.facts.calendar = calendar
      try simulation.step(.recalculate(recalculation), by: .engine)
      try simulation.fireTimers(until: simulation.facts.now)
    }
  }

  /// The running timers with their instants, the next first.
  package func timers() throws(Refusal) -> [(timer: CaseTimer, due: Instant)] {
    do throws(CalendarError) {
      return try workflow.timers(of: `case`, facts.calendar)
    } catch {
      throw .rejected(.calendar(error))
    }
  }

  /// Does all of an input or nothing of it.
  private mutating func perform(_ body: (inout Simulation) throws(Refusal) -> Void) throws(Refusal) {
    var next = self
    next.updates = []
    try body(&next)
    self = next
  }

  private mutating func fireTimers(until target: Instant) throws(Refusal) {
    for _ in 0..<Self.timerLimit {
      guard let next = try timers().first, next.due <= target else { return }
      facts.now = max(facts.now, next.due)
      let sequence = next.timer.sequence
      try step(.timer(sequence: sequence), by: .engine, as: EventID(timer: sequence, of: `case`.id))
    }
    throw .endless
  }

  private mutating func step(_ kind: CaseEvent.Kind, by actor: Actor, as id: EventID? = nil) throws(Refusal) {
    events += 1
    do throws(Rejection) {
      let update = try workflow.step(
        `case`, on: CaseEvent(id: id ?? Self.eventID(events), kind: kind, actor: actor), given: facts)
      `case` = update.case
      updates.append(update)
    } catch {
      throw .rejected(error)
    }
  }

  private static func eventID(_ number: UInt64) -> EventID { EventID(UniqueID(high: 0x7000, low: number)) }
}
