import CivilTime
import Expression

/// Looks for the person that a party is, on a day: passes over whoever can't or must not be asked, and says why.
struct PartySearch<Scope: Activation> {
  let workflow: Workflow
  let directory: Directory
  let day: CivilDate
  /// Who has let a deadline pass in this case.
  let silent: [Approach]
  /// The case's data, for the expressions of the party.
  let activation: Scope
  private let accusation: Accusation
  private(set) var skips: [Skip] = []

  init(
    _ workflow: Workflow, on day: CivilDate, in directory: Directory, silent: [Approach], _ activation: Scope
  ) {
    self.workflow = workflow
    self.directory = directory
    self.day = day
    self.silent = silent
    self.activation = activation
    accusation = Accusation(workflow.complainedOf.compactMap { Self.text(of: $0, activation) })
  }

  /// Whom a party itself can be reached as, others left aside; nil where nobody can.
  mutating func recipient(of party: Party) -> Resolution.Recipient? {
    if party.isStaff { return .queue(party: party.id) }
    guard let role = party.directoryRole else { return addressed(party) }
    let contract = party.contract.flatMap { Self.text(of: $0, activation) }
    let named = party.organisation.flatMap { Self.text(of: $0, activation) }
    guard let organisation = named ?? contract.flatMap(directory.contract)?.authority else {
      skips.append(Skip(party: party.title, .noOrganisation))
      return nil
    }
    return registered(party, role, at: organisation, contract).map { .person(name: $0.name, email: $0.email) }
  }

  // What somebody typed as an address and is none reaches nobody: it must not end as mail that is never delivered.
  private mutating func addressed(_ party: Party) -> Resolution.Recipient? {
    guard let email = party.email.flatMap({ Self.text(of: $0, activation) }), EmailAddress.isPlain(email) else {
      skips.append(Skip(party: party.title, .noAddress))
      return nil
    }
    guard !accusation.names(address: email) else {
      skips.append(Skip(party: party.title, .complainedOf))
      return nil
    }
    return .person(name: party.name.flatMap { Self.text(of: $0, activation) } ?? party.title, email: email)
  }

  /// Whoever answers for the contract alone comes first, then who answers for the organisation, then its heirs.
  private mutating func registered(
    _ party: Party, _ role: String, at organisation: String, _ contract: String?
  ) -> Contact? {
    let before = skips.count
    if let contract, let contact = manager(party, role, of: contract, at: organisation) { return contact }
    if let contact = first(of: directory.holders(of: role, at: organisation).filter { $0.contract == nil }, party) {
      return contact
    }
    let succession = directory.succession(of: organisation)
    for heir in succession?.heirs ?? [] {
      let holders = directory.holders(of: role, at: heir).filter { $0.contract == nil }
      if let contact = first(of: holders, party) { return contact }
    }
    if let parts = succession?.parts, !parts.isEmpty {
      skips.append(Skip(party: party.title, .divided(organisation: organisation, parts: parts.count)))
    } else if skips.count == before {
      skips.append(Skip(party: party.title, .nobodyRegistered(role: role, organisation: organisation)))
    }
    return nil
  }

  /// Who answers for one contract: at the organisation, at what became of it, or at the authority that let it.
  private mutating func manager(_ party: Party, _ role: String, of contract: String, at organisation: String)
    -> Contact?
  {
    let key = Directory.key(contract)
    var bodies = [organisation]
    if let authority = directory.contract(contract)?.authority { bodies.append(authority) }
    for body in bodies {
      guard let succession = directory.succession(of: body) else { continue }
      bodies += succession.heirs + succession.parts
    }
    var asked: Set<String> = []
    for body in bodies where asked.insert(directory.organisations.identity(of: body)).inserted {
      let holders = directory.holders(of: role, at: body).filter { $0.contract.map(Directory.key) == key }
      if let contact = first(of: holders, party) { return contact }
    }
    return nil
  }

  /// The first of several who can be asked, or the deputy of one who is away.
  private mutating func first(of contacts: [Contact], _ party: Party) -> Contact? {
    for contact in contacts {
      var asked: Set<String> = []
      if let found = reach(contact, party, &asked) { return found }
    }
    return nil
  }

  private mutating func reach(_ contact: Contact, _ party: Party, _ asked: inout Set<String>) -> Contact? {
    guard asked.insert(contact.address).inserted else {
      skips.append(Skip(party: party.title, person: contact.name, .deputiesInCircle))
      return nil
    }
    guard let reason = whyNot(contact, party) else { return contact }
    // The history is read by many: it does not say who is complained of.
    skips.append(Skip(party: party.title, person: reason == .complainedOf ? nil : contact.name, reason))
    guard case .away = reason, let deputy = contact.deputy else { return nil }
    guard let post = post(of: deputy, near: contact) else {
      skips.append(Skip(party: party.title, person: deputy, .deputyUnknown))
      return nil
    }
    return reach(post, party, &asked)
  }

  /// Why somebody can't be asked today; nil where the person can.
  private func whyNot(_ contact: Contact, _ party: Party) -> Skip.Reason? {
    if let from = contact.validFrom, day < from { return .notYetInPost(from: from) }
    if let to = contact.validTo, to < day { return .noLongerInPost(until: to) }
    if accusation.names(contact) { return .complainedOf }
    if contact.bouncedAt != nil { return .bounced }
    if let approach = silent.first(where: { $0.party != party.id && $0.address == contact.address }) {
      return .wasSilent(as: workflow.party(named: approach.party)?.title ?? approach.party)
    }
    guard let absence = contact.absence, absence.covers(day) else { return nil }
    return .away(until: absence.to, deputy: contact.deputy.map { post(of: $0, near: contact)?.name ?? $0 })
  }

  /// The post in which a deputy is looked at: one that the person holds today, rather at the same organisation.
  private func post(of address: String, near contact: Contact) -> Contact? {
    let posts = directory.posts(ofAddress: address)
    let held = posts.filter { $0.isValid(on: day) }
    return held.first { $0.organisation == contact.organisation } ?? held.first ?? posts.first
  }

  private static func text(of expression: Expression, _ activation: Scope) -> String? {
    guard case .string(let text) = try? expression.evaluate(activation), !text.isEmpty else { return nil }
    return text
  }
}
