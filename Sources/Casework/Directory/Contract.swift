package import CivilTime
package import Expression

/// A public contract: who let it, and to whom.
package struct Contract: Sendable, Hashable {
  /// Its name in the authority's papers, such as `CO-2025-014`.
  package let reference: String
  package let title: String
  /// The organisation that runs it.
  package let authority: String
  package let primeContractor: String
  /// In pounds.
  package let value: Decimal?
  /// The role in which somebody runs it for the authority.
  package let managerRole: String
  package let validFrom: CivilDate?
  package let validTo: CivilDate?

  package init(
    reference: String, title: String, authority: String, primeContractor: String, value: Decimal? = nil,
    managerRole: String = Contract.usualManagerRole, validFrom: CivilDate? = nil, validTo: CivilDate? = nil
  ) {
    self.reference = reference
    self.title = title
    self.authority = authority
    self.primeContractor = primeContractor
    self.value = value
    self.managerRole = managerRole
    self.validFrom = validFrom
    self.validTo = validTo
  }

  package static let usualManagerRole = "contract-manager"

  /// What makes two spellings of a reference the same.
  package var key: String { Directory.key(reference) }
}
