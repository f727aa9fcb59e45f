import Casework
import Statechart
import WorkingTime

/// What a step would do, as a trial of it says: where the case goes, and every message as it would be sent.
struct EventPreview {
  let update: CaseUpdate
  let workflow: Workflow
  let calendar: WorkingCalendar
  /// Where the case rests before it; empty for one that is opened by it.
  let before: [String]

  init(_ update: CaseUpdate, of file: CaseFile) {
    self.init(update, workflow: file.workflow, calendar: file.facts.calendar, before: file.record.states)
  }

  init(_ update: CaseUpdate, workflow: Workflow, calendar: WorkingCalendar, before: [String] = []) {
    self.update = update
    self.workflow = workflow
    self.calendar = calendar
    self.before = before
  }

  var html: HTML {
    """
    <h2 class="govuk-heading-m">What will happen</h2>\(Block.summary(rows))\(messages)
    """
  }

  private var rows: [Block.SummaryRow] {
    let leaves = workflow.chart.leaves(update.case.session)
    let place = leaves.map { id in workflow.chart.state(id).map { workflow.stateNotes[$0].title } ?? id }
      .joined(separator: ", ")
    let way =
      update.case.session.isDone
      ? "closes: \(place)"
      : before.isEmpty ? "begins in “\(place)”" : leaves != before ? "moves on to “\(place)”" : "stays in “\(place)”"
    var rows = [Block.SummaryRow("The case", "\(way)")]
    // Past the calendar's end there is no date; the step itself says so.
    let due = (try? workflow.timers(of: update.case, calendar))?.first?.due
    if let due { rows.append(Block.SummaryRow("Next date", "\(DayWords.moment(due))")) }
    if let parked = update.case.parked {
      rows.append(Block.SummaryRow("Then a person has to look", "\(CaseworkWords.sentence(parked))"))
    }
    return rows
  }

  private var messages: HTML {
    let messages = update.effects.compactMap { if case .notify(let message) = $0 { message } else { nil } }
    guard !messages.isEmpty else { return "<p class=\"govuk-body\">Nobody is written to.</p>" }
    let items = messages.map { message -> HTML in
      """
      <section class="app-message"><h3 class="govuk-heading-s">\(message.subject)</h3><p class="govuk-body \
      app-message__meta">To \(recipient(message))</p><p class="govuk-body app-quote app-message__text">\(message.body)</p></section>
      """
    }
    let count = messages.count == 1 ? "This message is sent" : "These \(messages.count) messages are sent"
    return "<h2 class=\"govuk-heading-m\">\(count)</h2>\(items)"
  }

  private func recipient(_ message: Message) -> HTML {
    let party = workflow.party(named: message.party)?.title ?? message.party
    switch message.recipient.recipient {
    case .person(let name, let email): return "\(name), \(email) (\(ChoiceWords.within(party)))"
    case .queue: return "the queue “\(party)”"
    case .nobody: return "\(Block.tag("Nobody can be reached", "red")) as the \(ChoiceWords.within(party))"
    }
  }
}
