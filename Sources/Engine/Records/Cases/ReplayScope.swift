package import CivilTime

/// Which cases are lived through again.
package struct ReplayScope: Sendable, Hashable {
  /// Only those of one workflow.
  package var workflow: String?
  /// Only those opened at this instant or later.
  package var since: Instant?

  package init(workflow: String? = nil, since: Instant? = nil) {
    self.workflow = workflow
    self.since = since
  }

  package func contains(_ record: CaseRecord) -> Bool {
    (workflow.map { $0 == record.workflow } ?? true) && (since.map { $0 <= record.openedAt } ?? true)
  }
}
