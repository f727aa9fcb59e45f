/// Whom a step of a case was put to.
package struct Approach: Sendable, Hashable {
  /// The party whose move it was.
  package let party: String
  /// The address of the person, as `EmailAddress.key` has it.
  package let address: String

  package init(party: String, address: String) {
    self.party = party
    self.address = EmailAddress.key(address)
  }
}
