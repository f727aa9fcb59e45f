package import Expression

// What people do to a case as a whole: they end it where it stands, or take it up again.
extension Statechart {
  /// Ends a case where it stands. Its exit actions run and its states stay to be seen, as at every end.
  ///
  /// - Returns: what happened, in order; nothing for a case that had ended already.
  package func end(_ session: inout Session, on event: Event, host: some Host = NoHost()) -> [Output] {
    guard !session.isDone else { return [] }
    let interpreter = Interpreter(self, session, event, host)
    interpreter.cancel()
    session = interpreter.session
    return interpreter.outputs
  }

  /// Takes up a case that has ended: a state is entered as if a transition led there from outside all states, and what
  /// follows of itself follows. Data and histories are kept.
  ///
  /// - Throws: `MicrostepLimitExceeded`, when the chart does not come to rest.
  package func reenter(
    _ session: inout Session, at state: Int, on event: Event, host: some Host = NoHost()
  ) throws(MicrostepLimitExceeded) -> [Output] {
    precondition(session.isDone, "only a case that has ended is taken up again")
    let interpreter = Interpreter(self, session, event, host)
    try interpreter.reenter(state)
    session = interpreter.session
    return interpreter.outputs
  }

  /// Sets a field of a case from outside, where the field takes such a value.
  ///
  /// - Returns: whether it does.
  package func set(_ field: Int, to value: Value, in session: inout Session) -> Bool {
    guard let admitted = try? fields[field].admit(value) else { return false }
    session.data[field] = admitted
    return true
  }
}
