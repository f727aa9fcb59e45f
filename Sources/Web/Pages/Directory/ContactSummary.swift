import Casework
import Engine

/// An entry of the directory as a summary.
struct ContactSummary: Sendable {
  let reach: DirectoryReach
  let contact: Contact

  var html: HTML {
    var rows = [
      Block.SummaryRow("Organisation", "\(reach.facts.title(of: contact.organisation))"),
      Block.SummaryRow("Post", "\(reach.facts.title(ofRole: contact.role))"),
      Block.SummaryRow("Answers for", "\(contact.contract ?? "The whole organisation")"),
      Block.SummaryRow("Email address", "\(contact.email)<br>\(DirectoryTables.state(contact)) \(known)"),
      Block.SummaryRow("Telephone", "\(contact.telephone ?? "Not known")"),
    ]
    if let from = contact.validFrom { rows.append(Block.SummaryRow("First day in post", "\(DayWords.day(from))")) }
    if let to = contact.validTo { rows.append(Block.SummaryRow("Last day in post", "\(DayWords.day(to))")) }
    if let absence = contact.absence {
      let end = absence.to.map { "to \(DayWords.day($0))" } ?? "until further notice"
      rows.append(Block.SummaryRow("Away", "\(DayWords.day(absence.from)) \(end)"))
    }
    if let deputy = contact.deputy {
      let name = reach.facts.contacts.first { $0.address == EmailAddress.key(deputy) }?.name ?? deputy
      rows.append(Block.SummaryRow("Stands in", "\(name)"))
    }
    return Block.summary(rows)
  }

  private var known: HTML {
    if let bounced = contact.bouncedAt {
      return "on \(DayWords.day(bounced)); nobody is asked there until it is corrected or verified"
    }
    if let verified = contact.verifiedAt { return "on \(DayWords.day(verified))" }
    return "an email asks for it"
  }
}

extension Contact {
  /// Whether two entries say the same, whatever their identities and what is known of the address.
  func says(the other: Contact) -> Bool { ContactDraft(self) == ContactDraft(other) }
}
