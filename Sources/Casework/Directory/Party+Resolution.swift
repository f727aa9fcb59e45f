package import CivilTime
package import Expression

extension Workflow {
  /// Who a party is for a case on a day: the directory's contact, the address that the case names, or a queue; and
  /// where there is none, whoever stands in.
  ///
  /// - Parameter activation: the case's data, for the expressions of the party.
  package func resolve(
    party id: String, on day: CivilDate, in directory: Directory, _ activation: some Activation
  ) -> Resolution {
    var passedOver: [String] = []
    var asked: Set<String> = []
    var waiting = [id]
    while !waiting.isEmpty {
      let next = waiting.removeFirst()
      guard asked.insert(next).inserted, let party = party(named: next) else { continue }
      if let recipient = recipient(of: party, on: day, in: directory, activation) {
        return Resolution(recipient: recipient, party: next, passedOver: passedOver)
      }
      passedOver.append(whyNobody(is: party, on: day, in: directory, activation))
      waiting.append(contentsOf: party.otherwise)
    }
    return Resolution(recipient: .nobody, passedOver: passedOver)
  }

  /// Whom a party itself can be reached as, others left aside; nil where nobody can.
  func recipient(
    of party: Party, on day: CivilDate, in directory: Directory, _ activation: some Activation
  ) -> Resolution.Recipient? {
    if party.isStaff { return .queue(party: party.id) }
    if let role = party.directoryRole {
      guard let organisation = party.organisation.flatMap({ text(of: $0, activation) }) else { return nil }
      return directory.holders(of: role, at: organisation).first { $0.isValid(on: day) }
        .map { .person(name: $0.name, email: $0.email) }
    }
    // What somebody typed as an address and is none reaches nobody: it must not end as mail that is never delivered.
    guard let email = party.email.flatMap({ text(of: $0, activation) }), EmailAddress.isPlain(email) else { return nil }
    return .person(name: party.name.flatMap { text(of: $0, activation) } ?? party.title, email: email)
  }

  /// Why a party can't be reached, for the history.
  private func whyNobody(
    is party: Party, on day: CivilDate, in directory: Directory, _ activation: some Activation
  ) -> String {
    guard let role = party.directoryRole else {
      return "\(party.title): the case has no address that mail can be sent to"
    }
    guard let organisation = party.organisation.flatMap({ text(of: $0, activation) }) else {
      return "\(party.title): the case names no organisation"
    }
    let isEmpty = directory.holders(of: role, at: organisation).isEmpty
    let why = isEmpty ? "nobody is registered" : "nobody registered is in post on \(day)"
    return "\(party.title): \(why) as \(role) of \(organisation)"
  }

  private func text(of expression: Expression, _ activation: some Activation) -> String? {
    guard case .string(let text) = try? expression.evaluate(activation), !text.isEmpty else { return nil }
    return text
  }
}
