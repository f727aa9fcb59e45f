import Casework
import CivilTime
import Engine

/// Contacts and contracts of an organisation as tables.
struct DirectoryTables: Sendable {
  let reach: DirectoryReach

  private var today: CivilDate { reach.facts.today }

  /// Who answers for an organisation, and apart from them who did.
  func contacts(of identity: String) -> HTML {
    let all = reach.facts.contacts(of: identity)
    let isOver = { (contact: Contact) in contact.validTo.map { $0 < today } ?? false }
    let past = all.filter(isOver)
    let table = Block.table(
      "Contacts", ["Name", "Post", "Answers for", "Email address", "Days"],
      all.filter { !isOver($0) }.map(row),
      empty: "Nobody is registered. Emails about this organisation reach no one: add a contact.")
    guard !past.isEmpty else { return table }
    return table
      + Block.details(
        past.count == 1 ? "1 person who was in post" : "\(past.count) people who were in post",
        Block.table(
          "People who were in post", ["Name", "Post", "Answered for", "Email address", "Days"], past.map(row),
          isCaptionHidden: true))
  }

  private func row(_ contact: Contact) -> [HTML] {
    [
      Control.link(reach.address(of: contact), contact.name), "\(reach.facts.title(ofRole: contact.role))",
      "\(contact.contract ?? "The whole organisation")", "\(contact.email)<br>\(Self.state(contact))",
      "\(days(contact))",
    ]
  }

  /// What is known of an address.
  static func state(_ contact: Contact) -> HTML {
    if contact.bouncedAt != nil { return Block.tag("Email came back", "red") }
    return contact.verifiedAt == nil ? Block.tag("Not verified", "yellow") : Block.tag("Verified", "green")
  }

  private func days(_ contact: Contact) -> HTML {
    var lines: [HTML] = []
    if let from = contact.validFrom, today < from { lines.append("In post from \(DayWords.day(from))") }
    if let to = contact.validTo { lines.append("\(to < today ? "Until" : "In post until") \(DayWords.day(to))") }
    if let absence = contact.absence, absence.to.map({ today <= $0 }) ?? true {
      let from = absence.from <= today ? "Away" : "Away from \(DayWords.day(absence.from))"
      lines.append("\(from) \(absence.to.map { "until \(DayWords.day($0))" } ?? "until further notice")")
      lines.append("\(contact.deputy.map { "Stands in: \(name(ofAddress: $0))" } ?? "No deputy named")")
    }
    return lines.isEmpty ? "Now" : lines.enumerated().map { $0.offset == 0 ? $0.element : "<br>" + $0.element }.joined()
  }

  private func name(ofAddress address: String) -> String {
    reach.facts.contacts.first { $0.address == EmailAddress.key(address) }?.name ?? address
  }

  /// The contracts that an organisation runs, and who would be asked about each.
  func contracts(of identity: String) -> HTML {
    let people = reach.facts.contacts(of: identity).filter { $0.isValid(on: today) }
    let rows = reach.facts.contracts(of: identity).map { contract -> [HTML] in
      let own = people.filter { $0.role == contract.managerRole && $0.contract.map(Directory.key) == contract.key }
      let general = people.filter { $0.role == contract.managerRole && $0.contract == nil }
      let managers = own.isEmpty ? general : own
      let names = managers.map { Control.link(reach.address(of: $0), $0.name) }
      let list = names.enumerated().map { $0.offset == 0 ? $0.element : ", " + $0.element }.joined()
      return [
        reference(contract), "\(contract.title)", "\(contract.primeContractor)",
        names.isEmpty ? Block.tag("Nobody", "red") : list,
        "\(contract.validTo.map { "Until \(DayWords.day($0))" } ?? "No end known")",
      ]
    }
    return Block.table(
      "Contracts", ["Reference", "Title", "Prime contractor", "Run by", "Runs"], rows,
      empty: "No contract is registered. The case team adds contracts: tell it of any that is missing."
    )
  }

  private func reference(_ contract: Contract) -> HTML {
    guard reach.area == .staff else { return "\(contract.reference)" }
    return Control.link("\(reach.base)/contracts/\(FormValues.encoded(contract.key))", contract.reference)
  }
}
