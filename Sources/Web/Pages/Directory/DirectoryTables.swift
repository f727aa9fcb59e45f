import Casework
import CivilTime
import Engine

/// Contacts and contracts of an organisation as tables.
struct DirectoryTables: Sendable {
  let reach: DirectoryReach
  let look: DirectoryLook

  init(reach: DirectoryReach, _ request: WebRequest) {
    (self.reach, look) = (reach, DirectoryLook(request: request))
  }

  /// A field to look by, where some organisation has long lists.
  func search(_ identities: [String]) -> HTML {
    look.form(
      identities.map { max(reach.facts.contacts(of: $0).count, reach.facts.contracts(of: $0).count) }.max() ?? 0)
  }

  private var today: CivilDate { reach.facts.today }

  /// Who answers for an organisation, and apart from them who did.
  ///
  /// - Parameter number: tells the lists of several organisations on one page apart.
  func contacts(of identity: String, number: Int = 1) -> HTML {
    let all = reach.facts.contacts(of: identity).filter(fits)
    let isOver = { (contact: Contact) in contact.validTo.map { $0 < today } ?? false }
    let past = all.filter(isOver)
    let title = reach.title(identity)
    let now = look.part(all.filter { !isOver($0) }, "contacts-\(number)", "contacts of \(title)")
    let table: HTML = """
      <div id="contacts-\(number)" class="app-people">\(Block.table(
        "Contacts", ["Name", "Post", "Answers for", "Email address", "In post"], now.rows.map(row),
        empty: look.isNarrowed
          ? "Nobody in post fits."
          : "Nobody is registered. Emails about this organisation reach no one: add a contact."))\(now.way)</div>
      """
    guard !past.isEmpty else { return table }
    let list = "past-\(number)"
    let before = look.part(past, list, "people who were in post at \(title)")
    let was: HTML = """
      <div id="\(list)" class="app-people">\(Block.table(
        "People who were in post", ["Name", "Post", "Answered for", "Email address", "In post"], before.rows.map(row),
        isCaptionHidden: true))\(before.way)</div>
      """
    return table
      + Block.details(
        past.count == 1 ? "1 person who was in post" : "\(past.count) people who were in post", was,
        isOpen: look.isAsked(list))
  }

  private func fits(_ contact: Contact) -> Bool {
    look.fits([contact.name, contact.email, reach.facts.title(ofRole: contact.role), contact.contract ?? ""])
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
    if let from = contact.validFrom, today < from { lines.append("From \(DayWords.day(from))") }
    if let to = contact.validTo { lines.append("Until \(DayWords.day(to))") }
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
  func contracts(of identity: String, number: Int = 1) -> HTML {
    let people = reach.facts.contacts(of: identity).filter { $0.isValid(on: today) }
    let fitting = reach.facts.contracts(of: identity)
      .filter { look.fits([$0.reference, $0.title, $0.primeContractor]) }
    let part = look.part(fitting, "contracts-\(number)", "contracts of \(reach.title(identity))")
    let rows = part.rows.map { contract -> [HTML] in
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
    return """
      <div id="contracts-\(number)" class="app-people">\(Block.table(
        "Contracts", ["Reference", "Title", "Prime contractor", "Run by", "Runs"], rows,
        empty: look.isNarrowed
          ? "No contract fits." : "No contract is registered. The case team adds contracts: tell it of any that is missing."
      ))\(part.way)</div>
      """
  }

  private func reference(_ contract: Contract) -> HTML {
    guard reach.area == .staff else { return "\(contract.reference)" }
    return Control.link("\(reach.base)/contracts/\(FormValues.encoded(contract.key))", contract.reference)
  }
}
