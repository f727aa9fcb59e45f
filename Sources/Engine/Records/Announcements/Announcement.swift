package import Casework
package import CivilTime

/// That something happened to a case, on its way to one subscription. It tells of nobody: which case, what kind of thing,
/// and where the case stands.
package struct Announcement: Sendable, Hashable {
  /// What kind of thing happened, as receivers read it.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case opened = "case.opened"
    /// An event or a timer moved it.
    case advanced = "case.advanced"
    case closed = "case.closed"
    case reopened = "case.reopened"
    case paused = "case.paused"
    case resumed = "case.resumed"
    case assigned = "case.assigned"
    case extended = "case.extended"
    case merged = "case.merged"
    /// A person has to look at it.
    case parked = "case.parked"
    /// Nothing happened: somebody tries whether it arrives.
    case ping

    /// Those that can be subscribed to.
    package static let ofCases = allCases.filter { $0 != .ping }
  }

  /// Which one: an entry of a case's history, on its way to a subscription.
  package struct ID: Sendable, Hashable {
    package let subscription: UniqueID
    package let caseID: CaseID
    /// 0 where nothing happened to any case.
    package let revision: Int

    package init(subscription: UniqueID, caseID: CaseID, revision: Int) {
      self.subscription = subscription
      self.caseID = caseID
      self.revision = revision
    }
  }

  /// Where the case stands as it is told; nil where it tells of none.
  package struct Standing: Sendable, Hashable {
    package let workflow: String
    package let states: [String]
    package let revision: Int
    package let nextDue: Instant?
    package let closedAt: Instant?

    package init(workflow: String, states: [String], revision: Int, nextDue: Instant?, closedAt: Instant?) {
      self.workflow = workflow
      self.states = states
      self.revision = revision
      self.nextDue = nextDue
      self.closedAt = closedAt
    }
  }

  package let id: ID
  package let kind: Kind
  /// The workflow's event, or the timer, where there was one.
  package let name: String?
  package let at: Instant
  package let standing: Standing?
  /// How often it was claimed, the running attempt among them.
  package let attempts: Int
  /// From when it may be claimed; nil where it waits no more.
  package let dueAt: Instant?
  package let sentAt: Instant?
  package let givenUpAt: Instant?
  /// Why the last attempt failed.
  package let failure: String?

  package init(
    id: ID, kind: Kind, name: String?, at: Instant, standing: Standing?, attempts: Int = 0, dueAt: Instant? = nil,
    sentAt: Instant? = nil, givenUpAt: Instant? = nil, failure: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.at = at
    self.standing = standing
    self.attempts = attempts
    self.dueAt = dueAt
    self.sentAt = sentAt
    self.givenUpAt = givenUpAt
    self.failure = failure
  }

  /// The same at each attempt and for each receiver, so that whoever hears it twice can tell.
  package var eventID: String { "\(id.caseID).\(id.revision)" }
}
