import CivilTime
import Expression

// Whom the case names with an address that mail comes back from.
extension StepRun {
  /// Has a person look, as nobody is reached where the case says: told once an address, however many letters come back.
  /// Whoever the directory knows is none of the case's own: that entry is marked there.
  mutating func noteReturn(to id: String) {
    guard let party = workflow.party(named: id), let address = address(of: id) else { return }
    let approach = Approach(party: id, address: address)
    guard !`case`.returned.contains(approach) else { return }
    `case`.returned.append(approach)
    let reason = Case.returnReason(to: party.title)
    if !`case`.session.isDone { `case`.parked = reason }
    parking = reason
    guard let team = workflow.parties.first(where: \.isStaff) else { return }
    effects.append(.notify(.returned(`case`.reference, title: workflow.title, to: party.title, team: team.id)))
  }

  /// Forgets the addresses that the case has no more, and those that the party itself has given once again.
  ///
  /// - Parameter data: what was sent.
  mutating func noteAddresses(in data: Value) {
    guard !`case`.returned.isEmpty else { return }
    var given: Set<String> = []
    if case .map(let map) = data {
      for case .string(let text) in map.values { given.insert(EmailAddress.key(text)) }
    }
    let gone = `case`.returned.filter { approach in
      address(of: approach.party).map(EmailAddress.key) != approach.address
        || event.actor.role == approach.party && given.contains(approach.address)
    }
    `case`.returned.removeAll(where: gone.contains)
    // Whoever gave another address has done what a person had to be found for.
    let titles = gone.compactMap { workflow.party(named: $0.party)?.title }
    if let parked = `case`.parked, titles.map(Case.returnReason).contains(parked) { `case`.parked = nil }
  }

  private func address(of party: String) -> String? {
    workflow.ownAddress(of: party, in: `case`, on: host.today, facts.directory)
  }
}

extension Case {
  /// Why a person must look, where mail to a party comes back.
  package static func returnReason(to title: String) -> String {
    "mail to \(title) comes back, as there is no such address"
  }
}

extension Message {
  static func returned(_ reference: CaseReference, title: String, to party: String, team: String) -> Message {
    Message(
      party: team, template: parkedTemplate, recipient: Resolution(recipient: .queue(party: team), party: team),
      subject: "Mail comes back in \(reference)",
      body: """
        \(title), \(reference): mail to \(party) comes back, as there is no such address.

        They have not read what we wrote. Call them, or write by other means, and enter an address that works. The case's
        deadlines run meanwhile.

        """)
  }
}
