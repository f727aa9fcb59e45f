import CivilTime
import Expression
import Statechart
import WorkingTime

extension StepRun {
  /// Turns what the statechart asked for into effects, once the macrostep has come to rest: a message then tells the
  /// deadline that really runs.
  mutating func perform(_ performed: [(number: Int, arguments: Value)], event: Event) throws(Rejection) {
    guard !performed.isEmpty else { return }
    var host = host
    host.dueDay = dueDay()
    for (number, arguments) in performed {
      switch workflow.effects[number] {
      case .notify(let party, let template):
        notify(party, template, arguments, event, host)
      case .start(let workflow, let id): startCase(of: workflow, id, with: arguments)
      case .call(let webhook): effects.append(.call(webhook: webhook, with: arguments))
      case .publish: effects.append(.publish(arguments))
      }
    }
  }

  /// A message whose text can't be worked out is not sent with a hole in it: the case's history says so instead.
  private mutating func notify(
    _ party: String, _ template: String, _ arguments: Value, _ event: Event, _ host: CaseHost
  ) {
    var event = event
    // What `with` gave is `event.data` to the template, so that a template names nothing that its sender did not.
    if arguments != .null { event.data = arguments }
    let activation = workflow.chart.activation(of: `case`.session, event: event, host: host)
    let recipient = workflow.resolve(
      party: party, on: host.today, in: facts.directory, silent: `case`.silent, activation)
    var subject = ""
    var body = ""
    if let text = workflow.templates[template] {
      do throws(EvaluationError) {
        (subject, body) = try text.rendered(with: activation, zone: facts.calendar.zone)
      } catch {
        outputs.append(.fault("the message \(template) to \(party) was not sent: \(error.message)"))
        return
      }
    }
    note(recipient, of: party)
    effects.append(
      .notify(Message(party: party, template: template, recipient: recipient, subject: subject, body: body)))
  }

  /// The last day of the innermost state that has a deadline.
  private func dueDay() -> CivilDate? {
    var innermost: (depth: Int, due: Instant)?
    for timer in `case`.timers {
      guard case .after(let state, let ordinal) = timer.purpose,
        workflow.stateNotes[state].deadline == workflow.chart.states[state].transitions.lowerBound + ordinal,
        let due = try? timer.budget.fireInstant(facts.calendar)
      else { continue }
      let depth = workflow.chart.states[state].depth
      if let found = innermost, (found.depth, due) <= (depth, found.due) || found.depth > depth { continue }
      innermost = (depth, due)
    }
    return innermost.map { facts.calendar.zone.civil(at: $0.due).date }
  }
}
