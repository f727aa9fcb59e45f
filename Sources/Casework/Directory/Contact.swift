package import CivilTime

/// A person who answers for an organisation in a role.
package struct Contact: Sendable, Hashable {
  package let organisation: String
  package let role: String
  package let name: String
  package let email: String
  package let telephone: String?
  /// The first day on which the person holds the role; nil where it is long since.
  package let validFrom: CivilDate?
  /// The last such day; nil where no end is known.
  package let validTo: CivilDate?

  package init(
    organisation: String, role: String, name: String, email: String, telephone: String? = nil,
    validFrom: CivilDate? = nil, validTo: CivilDate? = nil
  ) {
    self.organisation = organisation
    self.role = role
    self.name = name
    self.email = email
    self.telephone = telephone
    self.validFrom = validFrom
    self.validTo = validTo
  }

  /// Whether the person holds the role on a day.
  package func isValid(on day: CivilDate) -> Bool {
    if let validFrom, day < validFrom { return false }
    if let validTo, validTo < day { return false }
    return true
  }
}
