package import Expression

/// What a step wants done outside the case. Nothing has been done about it yet.
package enum Effect: Sendable, Hashable {
  case notify(Message)
  /// Open a linked case of the newest version of a workflow.
  case start(workflow: String, as: CaseParent, with: Value)
  /// Tell the case that started this one how it has ended.
  case report(to: CaseParent, with: Value)
  case call(webhook: String, with: Value)
  case publish(Value)
}
