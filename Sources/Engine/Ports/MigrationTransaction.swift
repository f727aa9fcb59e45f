package import Casework

/// The cases of one version of a workflow.
package protocol MigrationTransaction {
  /// Open cases that go by a version, in the order of their identifiers.
  ///
  /// - Parameter after: only those behind this one; nil begins with the first.
  func openCases(of version: WorkflowDigest, after last: CaseID?, limit: Int) throws -> [CaseRecord]
}
