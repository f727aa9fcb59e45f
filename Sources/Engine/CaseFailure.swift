package import Casework

/// Why something that was asked of a case was not done. Nothing has changed then, unless it says so.
package enum CaseFailure: Error, Sendable {
  /// The workflow refused the step.
  case rejected(Rejection)
  /// The workflow has no use for the event now. The case's history says that it came.
  case ignored(event: String, available: [AvailableEvent])
  case unknownCase
  case unknownWorkflow(String)
  /// A case keeps a version whose text the store has not.
  case unknownVersion(WorkflowDigest)
  /// A workflow counts in a calendar that the store has not.
  case unknownCalendar(String)
  /// The request's identifier was used for another request before.
  case identifierUsed
  /// Others stepped the case first, again and again.
  case contention
  /// The case has moved on since the asker saw it: this is its revision now.
  case movedOn(revision: Int)
  /// The case's document can't be read by its workflow.
  case damaged(String)
}
