package import Casework
package import CivilTime

/// Something to be carried out of the system, made durable with the step that asked for it.
package struct OutboxItem: Sendable, Hashable {
  /// Which item: the step that asked for it, and its place among what that step asked for. The Message-ID of a mail is
  /// made of its text, `CASE.REVISION.POSITION`, so that sending twice can be told.
  package struct ID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let caseID: CaseID
    package let revision: Int
    /// Counted from 0.
    package let position: Int

    package init(caseID: CaseID, revision: Int, position: Int) {
      self.caseID = caseID
      self.revision = revision
      self.position = position
    }

    /// Reads the text form; nil where it is none.
    package init?(_ text: String) {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 3, let caseID = CaseID(parts[0]), let revision = Int(parts[1]), revision > 0,
        let position = Int(parts[2]), (0...Int(Int16.max)).contains(position)
      else { return nil }
      self.init(caseID: caseID, revision: revision, position: position)
    }

    package var description: String { "\(caseID).\(revision).\(position)" }

    package static func < (left: ID, right: ID) -> Bool {
      (left.caseID, left.revision, left.position) < (right.caseID, right.revision, right.position)
    }
  }

  /// What kind of thing has to be done.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case message, webhook, start, publish
    /// A closed case tells the case that started it.
    case report
  }

  /// What has to be done, as a step asks for it.
  package struct Content: Sendable, Hashable {
    package let kind: Kind
    /// As JSON text: for a message `party`, `template`, `to`, `name`, `subject` and `body`.
    package let payload: String

    package init(kind: Kind, payload: String) {
      self.kind = kind
      self.payload = payload
    }
  }

  package let id: ID
  package let content: Content
  /// When the step was made that asked for it.
  package let writtenAt: Instant
  /// How often it was claimed, the running attempt among them. Tells one claim from the next.
  package let attempts: Int
  /// From when it may be claimed, which is its place in the queue; nil where it waits no more.
  package let availableAt: Instant?
  /// When it was handed over; nil while it waits.
  package let sentAt: Instant?
  /// When it was left to people, after too many attempts or because none helps.
  package let givenUpAt: Instant?
  /// Why the last attempt failed.
  package let failure: String?

  package init(
    id: ID, content: Content, writtenAt: Instant, attempts: Int = 0, availableAt: Instant? = nil,
    sentAt: Instant? = nil, givenUpAt: Instant? = nil, failure: String? = nil
  ) {
    self.id = id
    self.content = content
    self.writtenAt = writtenAt
    self.attempts = attempts
    self.availableAt = availableAt
    self.sentAt = sentAt
    self.givenUpAt = givenUpAt
    self.failure = failure
  }

  package var caseID: CaseID { id.caseID }
  package var kind: Kind { content.kind }
  package var payload: String { content.payload }
}
