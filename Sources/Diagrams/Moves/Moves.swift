package import Casework
import Statechart

/// A workflow's steps and moves in words, from which its drawings and its table are made.
package struct Moves: Sendable {
  package let workflow: Workflow
  /// Every move, by transition, in document order; reminders and the defaults of histories left out.
  package let all: [Move]
  /// For each state, after what its reminders come.
  package let reminders: [[PeriodWords]]
  /// For each state, its deadline.
  package let deadlines: [PeriodWords?]

  package init(_ workflow: Workflow) {
    self.workflow = workflow
    let chart = workflow.chart
    let conditions = ConditionWords(workflow)
    var all: [Move] = []
    var reminders = Array(repeating: [PeriodWords](), count: chart.states.count)
    var deadlines = Array(repeating: PeriodWords?.none, count: chart.states.count)
    for state in chart.states where !state.isHistory {
      var period: PeriodWords?
      for number in state.transitions {
        let transition = chart.transitions[number]
        if case .timer(let length) = transition.trigger { period = PeriodWords(length, conditions) }
        let timer = workflow.transitionNotes[number].timer
        if let period, timer?.hasPrefix("remind.") == true {
          reminders[state.number].append(period)
          continue
        }
        if timer == "within", deadlines[state.number] == nil { deadlines[state.number] = period }
        all.append(Self.move(transition, period, all.last, workflow, conditions))
      }
    }
    self.all = all
    self.reminders = reminders
    self.deadlines = deadlines
  }

  /// The title of a state, in words even where the file gives none.
  package func title(_ state: Int) -> String {
    if state == 0 { return workflow.title }
    let title = workflow.stateNotes[state].title
    return title == workflow.chart.states[state].id ? Self.words(title) : title
  }

  /// The title of the party whose move it is; nil where the state says nothing of it.
  package func owner(_ state: Int) -> String? {
    workflow.stateNotes[state].owner.map { workflow.party(named: $0)?.title ?? $0 }
  }

  /// The moves out of a state, in document order.
  package func moves(of state: Int) -> [Move] { all.filter { $0.source == state } }

  private static func move(
    _ transition: Transition, _ period: PeriodWords?, _ previous: Move?, _ workflow: Workflow,
    _ conditions: ConditionWords
  ) -> Move {
    let note = workflow.transitionNotes[transition.number]
    let condition = transition.guard.map { conditions.words($0.source) }
    let isFurther = previous.map { $0.source == transition.source && $0.condition != nil } ?? false
    var cause = Move.Cause.itself
    var title = note.title
    var time: PeriodWords?
    var isOtherwise = false
    switch transition.trigger {
    case .event(let descriptors):
      cause = note.roles.isEmpty ? .itself : .person
      title = title ?? descriptors.map { eventWords($0.text) }.joined(separator: " or ")
    case .timer, .sameTimer:
      cause = note.timer == "within" ? .silence : .time
      time = period
      if case .sameTimer = transition.trigger { isOtherwise = isFurther && condition == nil }
    case .eventless:
      isOtherwise = isFurther && condition == nil && previous?.cause == .itself
    case .done: title = title ?? "when all of it is done"
    }
    return Move(
      transition: transition.number, source: transition.source, targets: transition.targets, cause: cause,
      title: title ?? "", people: note.roles.map { workflow.party(named: $0)?.title ?? words($0) }, period: time,
      condition: condition?.text, conditionIsPlain: condition?.isPlain ?? true, isOtherwise: isOtherwise)
  }

  /// An event without a title in words; a clock's own one comes with each part of its limit that it warns at.
  private static func eventWords(_ event: String) -> String {
    guard event.hasPrefix("clock."), event.count > 6 else { return words(event) }
    return "A part of the target “\(words(String(event.dropFirst(6))).lowercased())” has passed"
  }

  /// An id as words: `supplier-update-due` as "Supplier update due".
  static func words(_ id: String) -> String {
    if id == "*" { return "Any event" }
    let text = id.map { "-_.".contains($0) ? " " : $0 }
    return String(text.prefix(1)).uppercased() + String(text.dropFirst())
  }
}
