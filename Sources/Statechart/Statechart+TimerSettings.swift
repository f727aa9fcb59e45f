package import Expression

extension Statechart {
  /// How long the timer of a transition runs if it is started now, in a case that stands like this; nil where the
  /// transition has no timer of its own.
  ///
  /// - Throws: where the length comes from the case's data and can't be worked out.
  package func timerSetting(
    of transition: Int, in session: Session, host: some Host
  ) throws(EvaluationError) -> TimerSetting? {
    guard case .timer(let length) = transitions[transition].trigger else { return nil }
    return try Interpreter(self, session, Event(""), host).setting(of: length)
  }

  /// What a field is at the start of a case.
  package func initialValue(
    of field: Int, in session: Session, host: some Host
  ) throws(EvaluationError) -> Value {
    try fields[field].admit(
      Interpreter(self, session, Event(""), host).evaluate(fields[field].initial, for: .field(field)))
  }

  /// A state and those around it, from the inside out; the root is left out.
  package func lineage(of state: Int) -> [Int] {
    state == 0 ? [] : [state] + getProperAncestors(state).filter { $0 != 0 }
  }
}
