import Analysis
import Casework
import CivilTime
import Engine
import Statechart
import WorkingTime

/// The first page of a case: where it stands, what can be done now, and by when.
struct CaseSummary {
  let file: CaseFile
  let urgency: CaseUrgency

  private var workflow: Workflow { file.workflow }
  private var current: Case { file.case }
  private var line: CaseLine {
    CaseLine(
      CaseRow(record: file.record, case: current, workflow: workflow, urgency: urgency), file.door, file.facts)
  }

  var html: HTML {
    """
    \(warnings)<div class="govuk-grid-row app-case"><div class="govuk-grid-column-two-thirds">\(facts)\(data)</div><div \
    class="govuk-grid-column-one-third">\(actions)</div></div>\(explanations)
    """
  }

  private var warnings: HTML {
    let returned = ReturnedMail(file: file)
    var warnings = returned.html
    if let reason = file.record.parked ?? current.parked, !returned.tells(reason) {
      warnings += Block.warning("A person has to look: \(CaseworkWords.sentence(reason))")
    }
    if let pause = current.pause {
      let until = pause.until.map { " It runs on by itself on \(DayWords.day($0)) at the latest." } ?? ""
      warnings += Block.inset(
        "<p class=\"govuk-body\">Paused since \(DayWords.moment(pause.since)): \(lines: pause.reason)\(until)</p>")
    }
    if let other = current.mergedInto {
      let reference = CaseReference(of: other).description
      warnings += Block.inset(
        "<p class=\"govuk-body\">This case was merged into \(Control.link("/cases/\(reference)", reference)).</p>")
    }
    return warnings
  }

  // MARK: Where it stands

  private var facts: HTML {
    let line = line
    var rows = [
      Block.SummaryRow(
        "Current step", "\(line.steps.joined(separator: ", ")) \(Block.tag(line.timeLeft, line.group.colour))")
    ]
    if let waitsFor = line.waitsFor { rows.append(Block.SummaryRow("Waiting for", "\(waitsFor)")) }
    if current.closedAt == nil {
      rows.append(
        Block.SummaryRow(
          "Deadline",
          line.due.map { "\(DayWords.moment($0)) (\(DayWords.distance(to: $0, from: file.facts.now)))" }
            ?? (current.pause == nil ? "None is running" : "Stands still")))
    }
    rows += clocks
    rows.append(
      Block.SummaryRow(
        "Looked after by", holder,
        change: file.mayWork && current.closedAt == nil ? ("\(file.address)/assign", "Change") : nil))
    rows.append(
      Block.SummaryRow("Raised by", "\(line.supplier ?? (file.door.isOpen ? "Not said" : "Not shown to you"))"))
    if let department = line.department { rows.append(Block.SummaryRow("Organisation", "\(department)")) }
    rows.append(Block.SummaryRow("Opened", "\(DayWords.moment(current.openedAt))"))
    if let closedAt = current.closedAt { rows.append(Block.SummaryRow("Closed", "\(DayWords.moment(closedAt))")) }
    return Block.summary(rows)
  }

  private var holder: HTML {
    guard let name = current.assignee else { return "Nobody" }
    let person = file.words.person(name)
    guard let absence = file.absences.absence(of: name), let cover = file.absences.cover(for: name) else {
      return "\(person)"
    }
    return """
      \(person)<span class="app-second">Away until \(DayWords.day(absence.lastDay)); \(file.words.person(cover)) \
      covers</span>
      """
  }

  private var clocks: [Block.SummaryRow] {
    // Past the calendar's end a clock has no date to show.
    let statuses = (try? workflow.clockStatuses(of: current, at: file.facts.now, file.facts.calendar)) ?? []
    return statuses.filter { $0.phase != .waiting }.map { status in
      let limit = status.limit.map(DayWords.day)
      let words: String
      switch status.phase {
      case .breached: words = "Missed: it was \(limit ?? "due")"
      case .warned, .running: words = limit.map { "By \($0)" } ?? "Running"
      case .paused: words = "Stands still"
      case .stopped: words = status.isBreached ? "Met too late" : "Met"
      case .waiting: words = "Not started"
      }
      let tag: HTML =
        status.phase == .breached
        ? Block.tag("Missed", "red") : status.warned.map { Block.tag("\($0)% used", "yellow") } ?? .none
      return Block.SummaryRow("Target: \(ChoiceWords.within(ChoiceWords.words(status.clock)))", "\(words) \(tag)")
    }
  }

  /// What is known of it, but for what the reader may not know.
  private var data: HTML {
    // What people write in their own words may name anybody.
    guard file.mayWork else { return .none }
    let rows = zip(workflow.fields, current.session.data).enumerated().compactMap { number, pair -> Block.SummaryRow? in
      guard file.door.shows(field: number), pair.1 != .null else { return nil }
      return Block.SummaryRow(
        pair.0.title, "<span class=\"app-quote\">\(FieldQuestion(pair.0).words(of: pair.1.plainJSON))</span>")
    }
    return Block.details("Everything that is known of it (\(rows.count) answers)", Block.summary(rows))
  }

  // MARK: Time left and why

  private var explanations: HTML {
    guard current.closedAt == nil else { return .none }
    let forecast = ForecastTable(view: file.sight.forecast, workflow: workflow, door: file.door, now: file.facts.now)
      .html
    let words = ConditionWords(workflow)
    let items = file.sight.explanations.map { explanation -> HTML in
      let view = ExplanationView(explanation: explanation, calendar: file.sight.calendar, workflow: workflow)
      let rows = view.details(words).map {
        Block.SummaryRow(CaseworkWords.label($0.label), "\(lines: DayWords.told($0.words))")
      }
      let when = explanation.due.map(DayWords.day) ?? "stands still"
      return Block.details("\(TimerWords(workflow, current).title(explanation)): \(when)", Block.summary(rows))
    }
    let why: HTML =
      items.isEmpty
      ? "<p class=\"govuk-body\">No deadline is running.</p>"
      : "<p class=\"govuk-body\">Each date, with how it was worked out.</p>\(items)"
    return """
      <h2 class="govuk-heading-m">What happens if nobody acts</h2>\(forecast)\
      <h2 class="govuk-heading-m">Why these dates</h2>\(why)
      """
  }

  // MARK: What can be done

  private var actions: HTML {
    guard file.mayWork else { return .none }
    let offered = workflow.offeredEvents(in: current, to: file.user.roles, person: file.user.name, file.facts)
    let events = offered.map { event -> HTML in
      let hint: HTML = event.description.map { "<span class=\"app-second\">\($0)</span>" } ?? .none
      return """
        <li><a class="govuk-link" href="\(file.address)/do/\(FormValues.encoded(event.name))">\(event.title)</a>\(hint)</li>
        """
    }
    let none: HTML = "<p class=\"govuk-body\">Nothing waits for your roles at this step.</p>"
    let list: HTML = events.isEmpty ? none : "<ul class=\"govuk-list app-actions\">\(events)</ul>"
    let deeds = Deed.available(in: file).map { deed -> HTML in
      "<li><a class=\"govuk-link\" href=\"\(file.address)/\(deed.rawValue)\">\(deed.title)</a></li>"
    }
    return """
      <aside class="app-side" aria-label="What you can do"><h2 class="govuk-heading-m">What can be done now</h2>\(list)\
      <h2 class="govuk-heading-s">With the case itself</h2><ul class="govuk-list app-actions">\(deeds)</ul></aside>
      """
  }
}

extension CaseworkWords {
  /// The words of an explanation's steps, as a page has them.
  static func label(_ label: String) -> String {
    switch label {
    case "rule": "Rule"
    case "computed": "Worked out by"
    case "started": "Started"
    case "counts": "Counts"
    case "calendar": "Calendar"
    case "skipped": "Days passed over"
    case "so it is": "So it is"
    default: label.prefix(1).uppercased() + label.dropFirst()
    }
  }
}
