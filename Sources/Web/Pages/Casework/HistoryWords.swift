import Casework
import CivilTime
import JSON

/// The lines of a case's history in words.
struct HistoryWords: Sendable {
  let workflow: Workflow
  let door: IdentityDoor
  /// What colleagues are called, by account.
  let people: [String: String]

  /// What happened.
  func title(_ entry: JournalEntry) -> String {
    switch entry.kind {
    case .opened: "Case opened"
    case .event: event(entry.name)
    case .ignored: "\(event(entry.name)): came too late to change anything"
    case .timer: timer(entry)
    case .paused: "Paused"
    case .resumed: "Resumed"
    case .assigned: assigned(entry)
    case .noted: entry.input["disclosable"] == true ? "Note that may be disclosed" : "Internal note"
    case .attached: "Document added"
    case .extended: "Deadline extended"
    case .declared where entry.name == "mail-came-back": "Mail came back"
    case .declared: entry.name == "declare-interest" ? "Interest declared" : "Interest withdrawn"
    case .linked: "Linked with another case"
    case .merged: "Merged into another case"
    case .reopened: "Reopened"
    case .recalculated: "The calendar changed"
    case .migrated: "Went over to another version of the workflow"
    case .erased: "Personal details erased"
    case .retried: "Timer tried again"
    case .skipped: "Timer dropped"
    case .cancelled: "Timer ended"
    case .parked: "Stopped: a person has to look"
    }
  }

  private func event(_ name: String) -> String { workflow.title(ofEvent: name) ?? ChoiceWords.words(name) }

  private func timer(_ entry: JournalEntry) -> String {
    if entry.name == "pause" { return "The longest pause ended" }
    if entry.name.hasPrefix("clock.") {
      let parts = entry.name.split(separator: ".")
      let percent = parts.last.map { $0.hasSuffix("%") ? String($0) : "\($0)%" } ?? ""
      let clock = parts.dropFirst().first.map { ChoiceWords.words(String($0)) } ?? ""
      return "\(percent) of the target “\(ChoiceWords.within(clock))” has passed"
    }
    // A state's timers have its name first.
    let step = entry.name.split(separator: ".").first.flatMap { workflow.chart.state(String($0)) }
    let place = step.map { ": \(workflow.stateNotes[$0].title)" } ?? ""
    return (entry.payload["states"] == nil ? "A reminder fell due" : "The deadline passed") + place
  }

  private func assigned(_ entry: JournalEntry) -> String {
    guard let to = entry.input["to"]?.stringValue else { return "Given back to the queue" }
    return "Given to \(person(to))"
  }

  /// Who did it, as readers of the page may know it.
  func by(_ entry: JournalEntry) -> String? {
    if entry.kind == .timer || entry.kind == .parked { return nil }
    let role = entry.actor.role.map { workflow.party(named: $0)?.title ?? $0 }
    let isStaff = entry.actor.role.flatMap(workflow.party(named:))?.isStaff ?? true
    let name = isStaff ? entry.actor.name.map(person) : nil
    switch (name, role) {
    case (let name?, let role?): return "\(name), \(ChoiceWords.within(role))"
    case (let name?, nil): return name
    case (nil, let role): return role
    }
  }

  func person(_ name: String) -> String { people[name] ?? (name == "recourse" ? "the service itself" : name) }

  // MARK: What came of it

  func content(_ entry: JournalEntry) -> HTML {
    if entry.payload["erased"] == true {
      return "<p class=\"govuk-body\">What was personal here was erased.</p>"
    }
    var lines: [HTML] = texts(entry)
    if let states = entry.payload["states"]?.arrayValue?.compactMap(\.stringValue), !states.isEmpty {
      lines.append("<p class=\"govuk-body\">Now: \(states.map(state).joined(separator: ", ")).</p>")
    }
    let told = messages(entry)
    if !told.isEmpty { lines.append("<p class=\"govuk-body\">Wrote to \(told.joined(separator: ", ")).</p>") }
    if let reason = entry.payload["parked"]?.stringValue
      ?? (entry.kind == .parked ? entry.payload["reason"]?.stringValue : nil)
    {
      lines.append("<p class=\"govuk-body\">\(CaseworkWords.sentence(reason))</p>")
    }
    return lines.joined()
  }

  private func texts(_ entry: JournalEntry) -> [HTML] {
    // What people write in their own words may name anybody.
    guard door.isOpen || workflow.confidentialParties.isEmpty else { return [] }
    switch entry.kind {
    case .noted: return [quote(entry.input["text"]?.stringValue ?? "")]
    case .attached: return ["<p class=\"govuk-body\">\(entry.input["name"]?.stringValue ?? "")</p>"]
    case .paused, .reopened, .retried, .skipped, .cancelled, .assigned, .erased:
      return entry.input["reason"]?.stringValue.map { ["<p class=\"govuk-body\">\(lines: $0)</p>"] } ?? []
    case .declared where entry.name == "mail-came-back": return []
    case .declared:
      let who = entry.input["person"]?.stringValue.map(person) ?? ""
      return ["<p class=\"govuk-body\">\(who): \(lines: entry.input["reason"]?.stringValue ?? "")</p>"]
    case .extended:
      let by = entry.input["by"]?.stringValue ?? ""
      let approver = entry.input["approver"]?.stringValue.map(person) ?? ""
      return [
        "<p class=\"govuk-body\">By \(by), approved by \(approver): \(lines: entry.input["reason"]?.stringValue ?? "")</p>"
      ]
    case .linked, .merged:
      guard let reference = entry.input["reference"]?.stringValue else { return [] }
      return ["<p class=\"govuk-body\">\(Control.link("/cases/\(reference)", reference))</p>"]
    case .opened, .event, .ignored: return filledIn(entry)
    case .timer, .resumed, .recalculated, .migrated, .parked: return []
    }
  }

  /// What the sender filled in, but for what the reader may not know.
  private func filledIn(_ entry: JournalEntry) -> [HTML] {
    let rows = workflow.fields.enumerated().compactMap { number, field -> Block.SummaryRow? in
      guard door.shows(field: number), let value = entry.input[field.name], !value.isNull else { return nil }
      return Block.SummaryRow(field.title, "\(lines: FieldQuestion(field).words(of: value))")
    }
    guard !rows.isEmpty else { return [] }
    return [Block.details("What was filled in", Block.summary(rows))]
  }

  private func quote(_ text: String) -> HTML { "<p class=\"govuk-body app-quote\">\(text)</p>" }

  func state(_ id: String) -> String { workflow.chart.state(id).map { workflow.stateNotes[$0].title } ?? id }

  private func messages(_ entry: JournalEntry) -> [String] {
    (entry.payload["effects"]?.arrayValue ?? []).compactMap { effect in
      effect["notify"]?.stringValue.map { workflow.party(named: $0)?.title ?? $0 }
    }
  }
}
