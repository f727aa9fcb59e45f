internal import Expression

// Skipping a state that nobody answers for. W3C knows nothing of it: to the standard it is an internal event, raised as
// the state is entered, that selects what the state's deadline would select.
extension Interpreter {
  /// Skips a state that has just been entered, where nobody answers for it and its deadline leads on.
  ///
  /// Nothing of it is done: no entry action, as nobody is there to be asked, and no timer.
  func skip(_ state: Int) -> Bool {
    guard let ordinal = chart.states[state].deadlineWhenVacant,
      let reason = host.vacancy(of: state, data: session.data), !selectTimerTransition(state, ordinal).isEmpty
    else { return false }
    outputs.append(.skipped(state, reason: reason))
    skipped.insert(state)
    let key = TimerKey.after(state: state, transition: ordinal)
    enqueue(Event("skip.\(chart.states[state].id)", kind: .internal, timer: key))
    return true
  }

  /// The case has come to rest: what was to be skipped and could not be left after all, as something else happened in
  /// the same breath, is entered in earnest.
  func enterUnskipped() {
    for state in skipped where session.configuration.contains(state) {
      executeContent(chart.states[state].entry)
      for timer in chart.states[state].timerTransitions { arm(timer) }
    }
    skipped = StateSet()
  }
}
