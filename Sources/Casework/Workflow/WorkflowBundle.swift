/// The text of one workflow: its file and its messages, just as they were deployed.
package struct WorkflowBundle: Sendable, Hashable {
  package let name: String
  package let digest: WorkflowDigest
  /// By path below the workflow's folder, such as `workflow.yaml` and `messages/reminder.mustache`.
  package let files: [String: String]

  package init(name: String, digest: WorkflowDigest, files: [String: String]) {
    self.name = name
    self.digest = digest
    self.files = files
  }
}
