/// Who a party is for one case on one day, and why the others before were passed over.
package struct Resolution: Sendable, Hashable {
  /// Whom a message reaches.
  package enum Recipient: Sendable, Hashable {
    case person(name: String, email: String)
    /// The scheme's own queue of that party.
    case queue(party: String)
    /// Nobody: a person has to look.
    case nobody
  }

  package let recipient: Recipient
  /// The party that is reached in the end; nil where nobody is.
  package let party: String?
  /// Why everybody asked before could not be reached, in the order in which they were asked.
  package let passedOver: [Skip]

  package init(recipient: Recipient, party: String? = nil, passedOver: [Skip] = []) {
    self.recipient = recipient
    self.party = party
    self.passedOver = passedOver
  }
}
