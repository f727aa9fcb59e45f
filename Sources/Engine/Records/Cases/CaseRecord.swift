package import Casework
package import CivilTime

/// A case as it is kept: what the store must know by itself, and a document that only its workflow can read.
package struct CaseRecord: Sendable, Hashable {
  package let id: CaseID
  /// The name of its workflow.
  package let workflow: String
  package let version: WorkflowDigest
  package let revision: Int
  /// The ids of the leaves in which it rests, for lists.
  package let states: [String]
  /// The party whose move it is; nil where no state says.
  package let owner: String?
  /// Who has the case in hand; nil while nobody has.
  package let assignee: String?
  /// Why a person must look at it: a timer's step was refused. Nil where all is well.
  package var parked: String?
  package let openedAt: Instant
  package let closedAt: Instant?
  /// When the first of its timers is due; nil where none runs.
  package var nextDue: Instant?
  /// The hash of its newest journal entry, which `CaseWrite` works out; see `JournalChain`.
  package internal(set) var head: [UInt8]?
  /// Session and timers as JSON text; see `CaseDocument`.
  package let document: String

  /// Its name for people, which follows from its identifier.
  package var reference: CaseReference { CaseReference(of: id) }

  package init(
    id: CaseID, workflow: String, version: WorkflowDigest, revision: Int, states: [String], owner: String?,
    assignee: String? = nil, parked: String? = nil, openedAt: Instant, closedAt: Instant?, nextDue: Instant?,
    head: [UInt8]? = nil, document: String
  ) {
    self.id = id
    self.workflow = workflow
    self.version = version
    self.revision = revision
    self.states = states
    self.owner = owner
    self.assignee = assignee
    self.parked = parked
    self.openedAt = openedAt
    self.closedAt = closedAt
    self.nextDue = nextDue
    self.head = head
    self.document = document
  }
}
