package import CivilTime

/// A person who answers for an organisation, or for one of its contracts, in a role.
package struct Contact: Sendable, Hashable {
  /// Nil as long as the directory has not taken the person in.
  package var id: ContactID?
  package var organisation: String
  package var role: String
  package var name: String
  package var email: String
  package var telephone: String?
  /// The reference of the one contract that the person answers for; nil where it is the whole organisation.
  package var contract: String?
  /// The first day on which the person holds the role; nil where it is long since.
  package var validFrom: CivilDate?
  /// The last such day; nil where no end is known.
  package var validTo: CivilDate?
  package var absence: Absence?
  /// The address of whoever stands in while the person is away; nil leaves it to the next in the same role.
  package var deputy: String?
  /// When mail was last seen to reach the address.
  package var verifiedAt: Instant?
  /// When mail to the address came back; such an address is not written to again until it is verified.
  package var bouncedAt: Instant?
  /// What the organisation's identity system calls the person; nil where none keeps the entry.
  package var externalID: String?

  package init(
    id: ContactID? = nil, organisation: String, role: String, name: String, email: String, telephone: String? = nil,
    contract: String? = nil, validFrom: CivilDate? = nil, validTo: CivilDate? = nil, absence: Absence? = nil,
    deputy: String? = nil, verifiedAt: Instant? = nil, bouncedAt: Instant? = nil, externalID: String? = nil
  ) {
    self.id = id
    self.organisation = organisation
    self.role = role
    self.name = name
    self.email = email
    self.telephone = telephone
    self.contract = contract
    self.validFrom = validFrom
    self.validTo = validTo
    self.absence = absence
    self.deputy = deputy
    self.verifiedAt = verifiedAt
    self.bouncedAt = bouncedAt
    self.externalID = externalID
  }

  /// Whether the person holds the role on a day.
  package func isValid(on day: CivilDate) -> Bool {
    if let validFrom, day < validFrom { return false }
    if let validTo, validTo < day { return false }
    return true
  }

  /// What tells a person's address from others: case does not.
  package var address: String { EmailAddress.key(email) }
}
