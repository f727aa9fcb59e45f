package import JSON

/// That a migration is taken back, as the case has not moved since.
package struct MigrationReversal: Sendable, Hashable {
  /// The version to which the case was migrated.
  package let previous: Workflow
  /// What the migration's entry in the history kept of the case's document as it was.
  package let was: JSONObject

  package init(of previous: Workflow, was: JSONObject) {
    self.previous = previous
    self.was = was
  }
}
