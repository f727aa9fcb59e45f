package import CivilTime

/// What the scheme has found and made public. It names the public body and nobody else.
package struct PublishedResult: Sendable, Hashable {
  /// Its name in addresses; it has nothing of the case's reference, which suppliers keep to themselves.
  package let id: String
  package let publishedOn: CivilDate
  package let authority: String
  package let subject: String
  package let subIssue: String
  package let summary: String
  package let outcome: String

  package init(
    id: String, publishedOn: CivilDate, authority: String, subject: String, subIssue: String, summary: String,
    outcome: String
  ) {
    self.id = id
    self.publishedOn = publishedOn
    self.authority = authority
    self.subject = subject
    self.subIssue = subIssue
    self.summary = summary
    self.outcome = outcome
  }
}
