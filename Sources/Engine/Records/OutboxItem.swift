package import Casework
package import CivilTime

/// Something to be carried out of the system, made durable with the step that asked for it.
package struct OutboxItem: Sendable, Hashable {
  /// Which item: the Message-ID of a mail is made of it, so that sending twice can be told.
  package struct ID: Hashable, Sendable, CustomStringConvertible {
    package let id: UniqueID
    package init(_ id: UniqueID) { self.id = id }
    package var description: String { id.description }
  }

  /// What kind of thing has to be done.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case message, webhook, start, publish
  }

  package let id: ID
  package let caseID: CaseID
  package let kind: Kind
  /// As JSON text: for a message `party`, `template`, `to`, `name`, `subject` and `body`.
  package let payload: String
  /// How often it was claimed, the running attempt among them. Tells one claim from the next.
  package let attempts: Int
  /// When it was handed over; nil while it waits.
  package let sentAt: Instant?
  /// Why the last attempt failed.
  package let failure: String?

  package init(
    id: ID, caseID: CaseID, kind: Kind, payload: String, attempts: Int = 0, sentAt: Instant? = nil,
    failure: String? = nil
  ) {
    self.id = id
    self.caseID = caseID
    self.kind = kind
    self.payload = payload
    self.attempts = attempts
    self.sentAt = sentAt
    self.failure = failure
  }
}
