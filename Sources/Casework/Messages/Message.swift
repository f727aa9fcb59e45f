/// A message as it will be sent: to whom, and every word of it.
package struct Message: Sendable, Hashable {
  /// The party that the workflow names.
  package let party: String
  package let template: String
  /// Who that is for this case, and why.
  package let recipient: Resolution
  package let subject: String
  package let body: String

  package init(party: String, template: String, recipient: Resolution, subject: String, body: String) {
    self.party = party
    self.template = template
    self.recipient = recipient
    self.subject = subject
    self.body = body
  }
}
