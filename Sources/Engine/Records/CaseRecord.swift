package import Casework
package import CivilTime

/// A case as it is kept: what the store must know by itself, and a document that only its workflow can read.
package struct CaseRecord: Sendable, Hashable {
  package let id: CaseID
  package let reference: CaseReference
  /// The name of its workflow.
  package let workflow: String
  package let version: WorkflowDigest
  package let revision: Int
  /// The ids of the leaves in which it rests, for lists.
  package let states: [String]
  /// The party whose move it is; nil where no state says.
  package let owner: String?
  package let openedAt: Instant
  package let closedAt: Instant?
  /// When the first of its timers is due; nil where none runs.
  package let nextDue: Instant?
  /// Session and timers as JSON text; see `CaseDocument`.
  package let document: String

  package init(
    id: CaseID, workflow: String, version: WorkflowDigest, revision: Int, states: [String], owner: String?,
    openedAt: Instant, closedAt: Instant?, nextDue: Instant?, document: String
  ) {
    self.id = id
    reference = CaseReference(of: id)
    self.workflow = workflow
    self.version = version
    self.revision = revision
    self.states = states
    self.owner = owner
    self.openedAt = openedAt
    self.closedAt = closedAt
    self.nextDue = nextDue
    self.document = document
  }
}
