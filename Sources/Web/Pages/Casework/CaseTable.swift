import Casework
import Engine

/// The cases of one group as a table.
struct CaseTable {
  let lines: [CaseLine]
  /// What colleagues are called, by account.
  let people: [String: String]
  let absences: StaffAbsences
  /// The references that were chosen before.
  let chosen: Set<String>
  let group: CaseLine.Group
  /// The number of its first case on the page, for the identifiers of its checkboxes.
  let first: Int
  let canChoose: Bool

  var html: HTML {
    let heads =
      group == .closed
      ? ["Case", "Department", "How it ended", "Closed on"]
      : ["Case", "Department", "Current step", "Deadline", "Time left"]
    let rows = lines.enumerated().map { number, line in row(line, number: first + number) }
    return """
      <section class="app-cases"><h2 class="govuk-heading-m">\(group.title) <span \
      class="govuk-caption-m app-inline">\(lines.count) on this page</span></h2>\
      \(Block.table("\(group.title) cases", heads, rows, isCaptionHidden: true))</section>
      """
  }

  private func row(_ line: CaseLine, number: Int) -> [HTML] {
    let reference = line.record.reference.description
    let deadline = line.due.map(DayWords.day) ?? line.withoutDue
    let cells = [
      name(line, reference, number), "\(line.department ?? "Not known")", step(line),
      "<span class=\"app-date\">\(deadline)</span>\(why(line))",
    ]
    return group == .closed ? cells : cells + [Block.tag(line.timeLeft, group.colour)]
  }

  private func name(_ line: CaseLine, _ reference: String, _ number: Int) -> HTML {
    let supplier: HTML = line.supplier.map { "<span class=\"app-second\">\($0)</span>" } ?? .none
    let link: HTML = """
      <div><a class="govuk-link app-reference" href="/cases/\(reference)">\(reference)</a><span \
      class="app-case__title">\(line.title)</span>\(supplier)\(stuck(line))</div>
      """
    guard canChoose else { return link }
    return """
      <div class="app-pick"><div class="govuk-checkboxes govuk-checkboxes--small"><div \
      class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" name="case" \
      id="case-\(number)" value="\(reference)"\(" checked", if: chosen.contains(reference))><label class="govuk-label govuk-checkboxes__label" \
      for="case-\(number)"><span class="govuk-visually-hidden">Choose \(reference)</span></label></div></div>\(link)</div>
      """
  }

  private func step(_ line: CaseLine) -> HTML {
    let who = [line.waitsFor.map { "Waits for \(ChoiceWords.within($0))" }, line.record.assignee.map(holder)]
      .compactMap(\.self).map { "<span class=\"app-second\">\($0)</span>" as HTML }
    return "\(line.steps.joined(separator: ", "))\(who)"
  }

  private func holder(_ name: String) -> String {
    let person = people[name] ?? name
    return absences.absence(of: name).map { "With \(person), away until \(DayWords.day($0.lastDay))" }
      ?? "With \(person)"
  }

  /// What the deadline does not say by itself.
  private func why(_ line: CaseLine) -> HTML {
    switch line.urgency {
    case .breached, .overdue, .warned: "<span class=\"app-second\">\(line.reason)</span>"
    case .parked, .today, .due, .idle, .paused, .closed: .none
    }
  }

  /// Why a person has to look at it: a sentence, which is no matter of a narrow column.
  private func stuck(_ line: CaseLine) -> HTML {
    line.urgency == .parked ? "<span class=\"app-second\">\(line.reason)</span>" : .none
  }
}
