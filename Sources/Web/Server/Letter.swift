/// A letter that belongs to no case's history, such as one with a code to sign in with.
package struct Letter: Sendable, Hashable {
  /// What it is for, for logs.
  package let kind: String
  package let address: String
  package let subject: String
  package let text: String

  package init(kind: String, to address: String, subject: String, text: String) {
    self.kind = kind
    self.address = address
    self.subject = subject
    self.text = text
  }
}
