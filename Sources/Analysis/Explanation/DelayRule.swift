package import Casework
import CivilTime
package import Expression
import Statechart
package import WorkingTime

/// The rule by which a timer or a clock counts, as the workflow's file has it.
package struct DelayRule: Sendable {
  /// The length that it came to.
  package let length: Delay
  /// How its working days are counted.
  package let counting: CountingRule
  /// The expression that it was worked out by; nil where the file names the length itself.
  package let expression: Expression?
  /// The fields that the expression asks after, with their values when it was worked out.
  package let data: [(field: String, value: Value)]

  /// The length that ends it where the expression would have it last longer; nil where there is no such limit.
  package let atMost: Delay?
  /// For a clock's warning: which part of the clock's limit it is, in hundredths, and that limit.
  package let share: Share?

  package struct Share: Sendable, Hashable {
    package let percent: Int
    package let limit: Delay
  }

  /// The expression's text, as the file has it.
  package var source: String? { expression?.source }

  /// In a sentence's words: "10 working days, the day after counts as the first".
  package var words: String {
    if let share { return "\(share.percent)% of \(share.limit.description)" }
    guard case .workingDays(_, let own) = length else { return length.description }
    let plain = own == nil ? length.description : Delay.workingDays(days).description
    return plain + ", " + Self.words(of: own ?? counting)
  }

  private var days: Int { if case .workingDays(let days, _) = length { days } else { 0 } }

  private static func words(of counting: CountingRule) -> String {
    switch counting {
    case .following: "the day after counts as the first"
    case .beginningWith: "the day itself counts as the first"
    case .clear: "which lie clear between the day it starts and the day it ends"
    }
  }

  init(
    length: Delay, counting: CountingRule, _ expression: Expression?, _ workflow: Workflow, _ values: [Value],
    atMost: Delay? = nil, share: Share? = nil
  ) {
    self.atMost = atMost
    self.share = share
    self.length = length
    self.counting = counting
    self.expression = expression
    data = (expression?.variables ?? []).compactMap { variable in
      guard workflow.fields.indices.contains(variable), values.indices.contains(variable) else { return nil }
      return (workflow.fields[variable].name, values[variable])
    }
  }

  /// The rule of a timer.
  ///
  /// - Parameters:
  ///   - case: as it stood when the timer was started.
  ///   - facts: what is known now, which the limit of a clock may ask after.
  package init(of timer: CaseTimer, in workflow: Workflow, _ case: Case, _ facts: Facts) {
    var expression: Expression?
    var atMost: Delay?
    var share: Share?
    switch timer.purpose {
    case .after(let state, let ordinal):
      let transition = workflow.chart.states[state].transitions.lowerBound + ordinal
      (expression, atMost) = Self.parts(of: workflow.chart.transitions[transition].trigger)
    case .clock(let id, let percent):
      let clock = workflow.clocks.first { $0.id == id }
      expression = clock?.limit
      share = clock?.length(of: `case`, in: workflow, facts).map { Share(percent: percent, limit: $0) }
    case .send, .pauseLimit: break
    }
    self.init(
      length: timer.budget.length, counting: timer.budget.counting, expression, workflow, `case`.session.data,
      atMost: atMost, share: share)
  }

  private static func parts(of trigger: TransitionDefinition.Trigger) -> (expression: Expression?, atMost: Delay?) {
    switch trigger {
    case .timer(.computed(let expression)): (expression, nil)
    case .timer(.limited(let expression, let most)): (expression, most)
    case .timer(.fixed), .event, .sameTimer, .eventless, .done: (nil, nil)
    }
  }
}
