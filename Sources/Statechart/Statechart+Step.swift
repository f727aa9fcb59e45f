package import Expression

// The two verbs of a chart. Both are pure: they decide, and the host acts on what they put out.
extension Statechart {
  /// Opens a case: sets its data, enters the first states and goes on until it rests.
  ///
  /// - Parameters:
  ///   - given: values by field number that the case is opened with, in place of the fields' own initial ones.
  ///   - event: what expressions see as `event` on the way, for example the message that opened the case.
  /// - Throws: `MicrostepLimitExceeded`, when the chart never comes to rest.
  package func start(
    given: [Int: Value] = [:], event: Event = Event(""), host: some Host = NoHost()
  ) throws(MicrostepLimitExceeded) -> (Session, [Output]) {
    let session = Session(data: Array(repeating: .null, count: fields.count))
    let interpreter = Interpreter(self, session, event, host)
    try interpreter.interpret(given: given)
    return (interpreter.session, interpreter.outputs)
  }

  /// One step of a case: the transitions for one event from outside or one fired timer, and all that follows of itself
  /// until the case rests. The session changes as a whole or, when the step is refused, not at all.
  ///
  /// - Returns: what happened, in order; for an event that nothing matches, `ignored`.
  /// - Throws: `MicrostepLimitExceeded`, when the chart does not come to rest again.
  package func macrostep(
    _ session: inout Session, on event: Event, host: some Host = NoHost()
  ) throws(MicrostepLimitExceeded) -> [Output] {
    if session.isDone { return event.isAfterTimer ? [] : [.ignored(event)] }
    let interpreter = Interpreter(self, session, event, host)
    try interpreter.macrostep()
    session = interpreter.session
    return interpreter.outputs
  }

  /// What follows of itself in a case that was put where it stands from outside: its eventless transitions, and what they
  /// bring about, until it rests.
  ///
  /// - Returns: what happened, in order; nothing for a case that may stand there.
  /// - Throws: `MicrostepLimitExceeded`, when the chart does not come to rest.
  package func settle(
    _ session: inout Session, host: some Host = NoHost()
  ) throws(MicrostepLimitExceeded) -> [Output] {
    let interpreter = Interpreter(self, session, Event(""), host)
    try interpreter.settle()
    session = interpreter.session
    return interpreter.outputs
  }
}

extension Statechart {
  /// What expressions see of a case at rest: for whatever the host itself evaluates, like the text of a message.
  package func activation(
    of session: Session, event: Event = Event(""), host: some Host = NoHost()
  ) -> some Activation {
    Interpreter(self, session, event, host)
  }
}
