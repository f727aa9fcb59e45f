package import Casework
package import CivilTime

/// One version of a workflow as the store knows it.
package struct WorkflowVersion: Sendable, Hashable {
  package let workflow: String
  package let digest: WorkflowDigest
  /// When it was last made the one that new cases use.
  package let deployedAt: Instant
  package let isCurrent: Bool
  package let openCases: Int

  package init(workflow: String, digest: WorkflowDigest, deployedAt: Instant, isCurrent: Bool, openCases: Int) {
    self.workflow = workflow
    self.digest = digest
    self.deployedAt = deployedAt
    self.isCurrent = isCurrent
    self.openCases = openCases
  }
}
