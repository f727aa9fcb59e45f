package import Casework

/// A letter that belongs to no case's history, such as one with a code to sign in with.
package struct Letter: Sendable, Hashable {
  /// What it is for, for logs.
  package let kind: String
  package let address: String
  package let subject: String
  package let text: String
  /// What its Message-ID is made of; nil where any will do, as nobody looks for it when it comes back.
  package let id: UniqueID?

  package init(kind: String, to address: String, subject: String, text: String, as id: UniqueID? = nil) {
    self.kind = kind
    self.address = address
    self.subject = subject
    self.text = text
    self.id = id
  }
}
