package import Expression

/// Somebody whom a workflow speaks of: who that is for one case is worked out when it matters.
package struct Party: Sendable {
  package let id: String
  package let title: String
  /// Its name reaches no other party without recorded consent, and is never published.
  package let isConfidential: Bool
  /// The scheme's own people, who work from a queue.
  package let isStaff: Bool
  /// The role under which the directory knows the person.
  package let directoryRole: String?
  /// Of which organisation.
  package let organisation: Expression?
  /// Which contract of it: whoever answers for that alone comes first.
  package let contract: Expression?
  /// Who stands in where the directory knows nobody, in this order.
  package let otherwise: [String]
  /// For a party that the case itself names: what it is called.
  package let name: Expression?
  /// For a party that the case itself names: where mail reaches it.
  package let email: Expression?
  /// Who that is, for people.
  package let description: String?

  package init(
    id: String, title: String? = nil, isConfidential: Bool = false, isStaff: Bool = false,
    directoryRole: String? = nil, organisation: Expression? = nil, contract: Expression? = nil,
    otherwise: [String] = [], name: Expression? = nil, email: Expression? = nil,
    description: String? = nil
  ) {
    self.id = id
    self.title = title ?? id
    self.isConfidential = isConfidential
    self.isStaff = isStaff
    self.directoryRole = directoryRole
    self.organisation = organisation
    self.contract = contract
    self.otherwise = otherwise
    self.name = name
    self.email = email
    self.description = description
  }

  /// What expressions see of the party.
  func value(named name: String) -> Value { .map(MapValue([("title", .string(title)), ("name", .string(name))])) }
}
