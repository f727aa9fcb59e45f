import Casework
import Statechart

/// What calls a transition, as a word to find its counterpart by.
struct TransitionLabel: Hashable {
  /// What sort of thing calls it. A transition only ever corresponds to one of the same sort.
  enum Sort: Hashable {
    case event, deadline, reminder, timer, eventless, done, historyDefault
  }

  let sort: Sort
  /// The events, or the delay; empty where the sort says it all.
  let name: String

  init(_ transition: Transition, _ workflow: Workflow) {
    let timer = workflow.transitionNotes[transition.number].timer
    if workflow.chart.states[transition.source].isHistory {
      (sort, name) = (.historyDefault, "")
      return
    }
    switch transition.trigger {
    case .event(let descriptors): (sort, name) = (.event, descriptors.map(\.text).joined(separator: " "))
    case .eventless: (sort, name) = (.eventless, "")
    case .done: (sort, name) = (.done, "")
    case .timer, .sameTimer:
      if timer == "within" {
        (sort, name) = (.deadline, "")
      } else {
        sort = timer?.hasPrefix("remind.") == true ? .reminder : .timer
        name = workflow.length(before: transition).map(LengthText.source) ?? ""
      }
    }
  }

  var text: String { "\(sort) \(name)" }
}

extension Workflow {
  /// How long the timer of a transition runs, or that of the transition before it with which it shares one; nil where
  /// no timer calls it.
  func length(before transition: Transition) -> TimerLength? {
    var number = transition.number
    while true {
      switch chart.transitions[number].trigger {
      case .timer(let length): return length
      case .sameTimer where number > 0: number -= 1
      case .sameTimer, .event, .eventless, .done: return nil
      }
    }
  }
}
