import Casework
import Engine
import JSON

/// One message of a case: to whom, when, what became of it, and every word of it.
struct MessageView {
  let item: OutboxItem
  let file: CaseFile

  /// What can't be read is shown without its words.
  private var payload: JSONValue? { try? JSONValue(parsing: item.payload) }

  var html: HTML {
    let party = payload?["party"]?.stringValue ?? ""
    let title = file.workflow.party(named: party)?.title ?? party
    let subject = file.mayWork ? payload?["subject"]?.stringValue ?? "Message" : "Message"
    return """
      <section class="app-message"><h3 class="govuk-heading-s">\(whole(subject))</h3><p class="govuk-body app-message__meta">To \
      \(recipient(title)) · \(DayWords.moment(item.writtenAt)) \(state)</p>\(text)</section>
      """
  }

  /// The case's reference is not broken between lines.
  private func whole(_ subject: String) -> HTML {
    guard let place = subject.firstRange(of: file.reference) else { return "\(subject)" }
    return """
      \(String(subject[..<place.lowerBound]))<span class="app-nowrap">\(file.reference)</span>\
      \(String(subject[place.upperBound...]))
      """
  }

  private func recipient(_ title: String) -> String {
    guard file.mayWork, let name = payload?["name"]?.stringValue, !name.isEmpty, name != title else { return title }
    let address = payload?["to"]?.stringValue.map { ", \($0)" } ?? ""
    return "\(name) (\(ChoiceWords.within(title))\(address))"
  }

  private var state: HTML {
    if file.cameBack.contains(item.id) { return Block.tag("Came back", "red") }
    if item.givenUpAt != nil { return Block.tag("Could not be delivered", "red") }
    if item.sentAt != nil { return Block.tag("Sent", "green") }
    return item.failure == nil ? Block.tag("Waits to be sent", "grey") : Block.tag("Is tried again", "yellow")
  }

  private var text: HTML {
    guard file.mayWork else { return "<p class=\"govuk-body\">Its text is not shown to you.</p>" }
    return Block.details(
      "Show the message", "<p class=\"govuk-body app-quote\">\(payload?["body"]?.stringValue ?? "")</p>")
  }
}

extension MessageView {
  /// What was written to and by anybody about a case, the newest first.
  static func all(_ items: [OutboxItem], _ file: CaseFile) -> [HTML] {
    let sent = items.filter { $0.kind == .message }.map {
      (at: $0.writtenAt, html: MessageView(item: $0, file: file).html)
    }
    let written = file.journal.compactMap { entry in received(entry, file).map { (at: entry.at, html: $0) } }
    return (sent + written).enumerated().sorted { ($0.element.at, $0.offset) > ($1.element.at, $1.offset) }
      .map(\.element.html)
  }

  /// A message of whoever raised the case.
  private static func received(_ entry: JournalEntry, _ file: CaseFile) -> HTML? {
    let text: String?
    switch (entry.kind, entry.name) {
    case (.event, FollowThread.toUs.event): text = entry.input[FollowThread.toUs.field]?.stringValue
    case (.noted, _) where entry.actor.role == FollowedCase.role: text = entry.input["text"]?.stringValue
    default: return nil
    }
    let words: HTML =
      file.mayWork
      ? "<p class=\"govuk-body app-quote app-message__text\">\(text ?? "What was written here was erased.")</p>"
      : "<p class=\"govuk-body\">Its text is not shown to you.</p>"
    return """
      <section class="app-message"><h3 class="govuk-heading-s">Message from the supplier</h3><p \
      class="govuk-body app-message__meta">From the supplier · \(DayWords.moment(entry.at))</p>\(words)</section>
      """
  }
}
