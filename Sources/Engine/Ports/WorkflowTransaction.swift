package import Casework
package import CivilTime

/// The versions of workflows.
package protocol WorkflowTransaction {
  /// Keeps a version, if it is not there yet, and makes it the one that new cases of its workflow use.
  func deploy(_ bundle: WorkflowBundle) throws
  /// A version's text; nil where there is none.
  func bundle(_ digest: WorkflowDigest) throws -> WorkflowBundle?
  /// The version that new cases of a workflow use; nil where none was ever deployed.
  func currentVersion(of workflow: String) throws -> WorkflowDigest?
  /// Every workflow with its current version, by name.
  func deployedWorkflows() throws -> [(name: String, digest: WorkflowDigest, deployedAt: Instant)]
  /// Every version that was ever deployed, by name of the workflow and there the last deployed first.
  func workflowVersions() throws -> [WorkflowVersion]
}
