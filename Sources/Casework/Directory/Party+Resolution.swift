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
      switch contact(for: party, on: day, in: directory, activation) {
      case .success(let recipient): return Resolution(recipient: recipient, party: next, passedOver: passedOver)
      case .failure(let reason): passedOver.append(reason.text)
      }
      waiting.append(contentsOf: party.otherwise)
    }
    return Resolution(recipient: .nobody, passedOver: passedOver)
  }

  private struct Reason: Error { let text: String }

  private func contact(
    for party: Party, on day: CivilDate, in directory: Directory, _ activation: some Activation
  ) -> Result<Resolution.Recipient, Reason> {
    if party.isStaff { return .success(.queue(party: party.id)) }
    if let role = party.directoryRole {
      guard let organisation = party.organisation.flatMap({ text(of: $0, activation) }) else {
        return .failure(Reason(text: "\(party.title): the case names no organisation"))
      }
      let holders = directory.holders(of: role, at: organisation)
      if let contact = holders.first(where: { $0.isValid(on: day) }) {
        return .success(.person(name: contact.name, email: contact.email))
      }
      let why = holders.isEmpty ? "nobody is registered" : "nobody registered is in post on \(day)"
      return .failure(Reason(text: "\(party.title): \(why) as \(role) of \(organisation)"))
    }
    if let email = party.email.flatMap({ text(of: $0, activation) }) {
      return .success(.person(name: party.name.flatMap { text(of: $0, activation) } ?? party.title, email: email))
    }
    return .failure(Reason(text: "\(party.title): the case has no address"))
  }

  private func text(of expression: Expression, _ activation: some Activation) -> String? {
    guard case .string(let text) = try? expression.evaluate(activation), !text.isEmpty else { return nil }
    return text
  }
}
