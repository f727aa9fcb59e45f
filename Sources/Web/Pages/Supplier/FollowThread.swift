import Casework
import CivilTime
import JSON

/// What was written both ways about a case, as whoever raised it sees it: our letters, their messages, their answers.
struct FollowThread: Sendable {
  /// The workflow's events by which supplier and case team write to each other.
  static let toUs = (event: "write-to-case-team", field: "message_from_supplier")
  static let toThem = (event: "write-to-supplier", field: "message_to_supplier")

  struct Item: Sendable {
    let at: Instant
    let isTheirs: Bool
    let title: String
    let content: HTML
  }

  let followed: FollowedCase

  /// The newest first.
  var items: [Item] {
    let letters = followed.letters.map { letter in
      Item(
        at: letter.at, isTheirs: false, title: letter.isSent ? letter.subject : "\(letter.subject) (on its way)",
        content: Self.quote(letter.body))
    }
    return (letters + followed.journal.compactMap(item)).enumerated()
      .sorted { ($0.element.at, $0.offset) > ($1.element.at, $1.offset) }.map(\.element)
  }

  /// How many of them are ours.
  var fromUs: Int { items.filter { !$0.isTheirs }.count }

  var html: HTML {
    let items = items
    guard !items.isEmpty else { return "<p class=\"govuk-body\">Nothing has been written yet.</p>" }
    return items.map { item -> HTML in
      """
      <article class="app-letter\(item.isTheirs ? " app-letter--theirs" : "")"><p class="govuk-caption-m">\
      \(item.isTheirs ? "From you" : "From us"), \(DayWords.moment(item.at))</p><h2 class="govuk-heading-m">\(item.title)\
      </h2>\(item.content)</article>
      """
    }.joined()
  }

  private func item(_ entry: JournalEntry) -> Item? {
    guard entry.payload["erased"] != true else { return nil }
    let isTheirs = entry.actor.role == FollowedCase.role
    switch (entry.kind, entry.name) {
    case (.noted, _) where isTheirs:
      return Item(at: entry.at, isTheirs: true, title: "Your message", content: Self.quote(entry.input["text"]))
    case (.event, Self.toUs.event):
      return Item(
        at: entry.at, isTheirs: true, title: isTheirs ? "Your message" : "What you told us by telephone",
        content: Self.quote(entry.input[Self.toUs.field]))
    case (.event, Self.toThem.event):
      // Whoever gave no address has had no letter, and reads it here alone.
      guard !followed.hasLetter(from: entry.revision) else { return nil }
      return Item(
        at: entry.at, isTheirs: false, title: "A message from us", content: Self.quote(entry.input[Self.toThem.field]))
    case (.event, let name) where isTheirs:
      return Item(
        at: entry.at, isTheirs: true, title: "You chose: \(FollowWords.deed(name, in: followed.workflow))",
        content: answers(entry))
    default: return nil
    }
  }

  private func answers(_ entry: JournalEntry) -> HTML {
    let rows = followed.workflow.fields.compactMap { field -> Block.SummaryRow? in
      guard let value = entry.input[field.name], !value.isNull else { return nil }
      return Block.SummaryRow(Consent.title(field), "\(lines: FieldQuestion(field).words(of: value))")
    }
    return rows.isEmpty ? .none : Block.summary(rows)
  }

  private static func quote(_ text: String) -> HTML { "<div class=\"govuk-body app-quote\">\(text)</div>" }
  private static func quote(_ value: JSONValue?) -> HTML { quote(value?.stringValue ?? "") }
}
