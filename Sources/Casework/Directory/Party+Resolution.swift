package import CivilTime
package import Expression

extension Workflow {
  /// Who a party is for a case on a day: the directory's contact, the address that the case names, or a queue; and
  /// where there is none, whoever stands in.
  ///
  /// - Parameters:
  ///   - silent: who has let a deadline pass, and is not asked again under another name.
  ///   - admitsStaff: whether the scheme's own people may stand in.
  ///   - activation: the case's data, for the expressions of the party.
  package func resolve(
    party id: String, on day: CivilDate, in directory: Directory, silent: [Approach] = [], admitsStaff: Bool = true,
    _ activation: some Activation
  ) -> Resolution {
    var search = PartySearch(self, on: day, in: directory, silent: silent, activation)
    var asked: Set<String> = []
    var waiting = [id]
    while !waiting.isEmpty {
      let next = waiting.removeFirst()
      guard asked.insert(next).inserted, let party = party(named: next), admitsStaff || !party.isStaff else { continue }
      if let recipient = search.recipient(of: party) {
        return Resolution(recipient: recipient, party: next, passedOver: search.skips)
      }
      waiting.append(contentsOf: party.otherwise)
    }
    return Resolution(recipient: .nobody, passedOver: search.skips)
  }
}
