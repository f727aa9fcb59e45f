internal import Expression

/// One run of the W3C SCXML algorithm (Appendix D, "Algorithm for SCXML Interpretation") over one session.
///
/// The functions bear the standard's names, over several files by topic, so that both can be held side by side. A
/// comment says where the workflow language decides something that the standard leaves open. An interpreter lives for
/// one step: it works on its own copy of the session, and what it decided is in `outputs`.
final class Interpreter {
  let chart: Statechart
  let host: any Host
  /// Whether the host answers for expressions itself.
  let foresees: Bool
  var session: Session
  /// What expressions see as `event`: the one being answered, until the next is taken up.
  var event: Event
  var outputs: [Output] = []
  /// W3C's `running`: false once a top-level final state was entered.
  var running = true
  /// The top-level final state that was entered, and its data.
  var ending: (state: Int, data: Value)?
  var internalQueue = EventQueue()
  private var microsteps = 0
  /// Whether an eventless guard that faults may raise `error.execution`; see `selectEventlessTransitions`.
  var eventlessFaultsCount = true
  /// Active states of which nothing was done on entering.
  var skipped = StateSet()

  init(_ chart: Statechart, _ session: Session, _ event: Event, _ host: any Host) {
    self.chart = chart
    self.session = session
    self.event = event
    self.host = host
    foresees = host.foresees
    outputs.reserveCapacity(16)
  }

  /// W3C's `interpret`: sets the data and enters the chart.
  func interpret(given: [Int: Value]) throws(MicrostepLimitExceeded) {
    initializeDatamodel(given)
    enterStates([], initially: true)
    try mainEventLoop()
  }

  /// Ends the case from outside, as W3C's `exitInterpreter` does where the session is cancelled: the exit actions run.
  func cancel() {
    running = false
    exitInterpreter()
  }

  /// Enters a state of a case that had ended, and goes on until it rests. Data and histories are as they were.
  func reenter(_ state: Int) throws(MicrostepLimitExceeded) {
    session.isDone = false
    session.configuration = StateSet()
    enterStates(computeEntrySet(under: 0, targets: [state]))
    try mainEventLoop()
  }

  /// Goes on until it rests, as a case does that was put where it may not: no event takes part in it.
  func settle() throws(MicrostepLimitExceeded) { try mainEventLoop() }

  /// One round of W3C's `mainEventLoop`: the transitions for an event from outside, and all that follows from them.
  ///
  /// Timers belong to one transition; any other event that nothing matches is told to the host.
  func macrostep() throws(MicrostepLimitExceeded) {
    let enabledTransitions = selectTransitions(event)
    if !enabledTransitions.isEmpty {
      try microstep(enabledTransitions)
    } else if !event.isAfterTimer {
      outputs.append(.ignored(event))
    }
    try mainEventLoop()
  }

  /// The inner loop of W3C's `mainEventLoop`: eventless transitions first, then the oldest internal event, until
  /// neither is left. The external queue is the host's; it hands over one event a macrostep.
  private func mainEventLoop() throws(MicrostepLimitExceeded) {
    while running {
      var enabledTransitions = selectEventlessTransitions()
      if enabledTransitions.isEmpty {
        if let internalEvent = internalQueue.dequeue() {
          event = internalEvent
          enabledTransitions = selectTransitions(internalEvent)
        } else {
          guard !skipped.isEmpty else { break }
          enterUnskipped()
        }
      }
      if !enabledTransitions.isEmpty { try microstep(enabledTransitions) }
    }
    if !running { exitInterpreter() }
  }

  private func microstep(_ enabledTransitions: [Int]) throws(MicrostepLimitExceeded) {
    microsteps += 1
    guard microsteps <= MicrostepLimitExceeded.limit else {
      throw MicrostepLimitExceeded(activeStates: chart.ids(of: session.configuration))
    }
    eventlessFaultsCount = true
    exitStates(enabledTransitions)
    executeTransitionContent(enabledTransitions)
    enterStates(enabledTransitions)
  }

  /// The end of the case. As in the standard the exit actions of the last configuration still run; unlike there its
  /// states stay in the configuration, so that one can see how the case ended, and are not traced as left.
  /// What those actions raise or send comes too late and is dropped with all that waits.
  private func exitInterpreter() {
    let decided = outputs.count
    for state in session.configuration.inExitOrder { executeContent(chart.states[state].exit) }
    outputs = outputs[..<decided] + outputs[decided...].filter(\.outlivesTheCase)
    session.isDone = true
    internalQueue = EventQueue()
    if let ending { outputs.append(.ended(ending.state, ending.data)) }
  }
}
