import Analysis
import Casework
import Statechart

/// What timers are called on pages: by what they mean, not by their names.
struct TimerWords {
  private let workflow: Workflow
  private let current: Case

  init(_ workflow: Workflow, _ case: Case) {
    self.workflow = workflow
    current = `case`
  }

  func title(_ explanation: Explanation) -> String {
    switch explanation.subject {
    case .clock(let name): "The target “\(ChoiceWords.within(ChoiceWords.words(name)))”"
    case .timer(let number):
      current.timers.first { $0.sequence == number }.map(title) ?? ChoiceWords.words(explanation.name)
    }
  }

  /// Whether somebody has to keep it: it is neither a reminder nor a warning.
  func isDeadline(_ timer: CaseTimer) -> Bool {
    guard case .after(let state, let ordinal) = timer.purpose else { return false }
    return workflow.stateNotes[state].deadline == workflow.chart.states[state].transitions.lowerBound + ordinal
  }

  func title(_ timer: CaseTimer) -> String {
    switch timer.purpose {
    case .after(let state, _):
      return "\(isDeadline(timer) ? "Deadline" : "Reminder") of “\(workflow.stateNotes[state].title)”"
    case .send(let name, _): return ChoiceWords.words(name)
    case .clock(let name, let percent):
      return "\(percent)% of the target “\(ChoiceWords.within(ChoiceWords.words(name)))”"
    case .pauseLimit: return "End of the pause"
    }
  }
}
