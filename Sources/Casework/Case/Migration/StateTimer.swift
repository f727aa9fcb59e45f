import Statechart
import WorkingTime

/// A timer that a state starts when it is entered.
struct StateTimer {
  /// Its place among the state's transitions.
  let ordinal: Int
  /// Its name within the state, such as `within` or `remind.1`.
  let name: String
  /// Its length; nil where the case's data decide.
  let length: Delay?

  /// The word of the language that makes it.
  var sort: Substring { name.prefix { $0.isLetter } }
}

extension Workflow {
  /// The timers of a state, in the order of the file.
  func stateTimers(_ state: Int) -> [StateTimer] {
    chart.states[state].timerTransitions.compactMap { number in
      guard case .timer(let length) = chart.transitions[number].trigger else { return nil }
      let ordinal = chart.transitions[number].ordinal
      let fixed: Delay? = if case .fixed(let delay) = length { delay } else { nil }
      return StateTimer(
        ordinal: ordinal, name: transitionNotes[number].timer ?? "after#\(ordinal)", length: fixed)
    }
  }
}
