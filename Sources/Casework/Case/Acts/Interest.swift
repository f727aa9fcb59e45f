package import CivilTime

/// That a person has a stake in a case, and so neither looks after it nor decides anything in it.
package struct Interest: Sendable, Hashable {
  /// The account of the person.
  package let person: String
  package let reason: String
  package let since: Instant

  package init(person: String, reason: String, since: Instant) {
    self.person = person
    self.reason = reason
    self.since = since
  }
}
