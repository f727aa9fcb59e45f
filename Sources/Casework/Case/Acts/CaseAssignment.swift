/// Who is to look after a case from now on.
package struct CaseAssignment: Sendable, Hashable {
  /// Whose the case must be for the assignment to count: two people who claim a case at once don't both get it.
  package enum Condition: Sendable, Hashable {
    case anybodys
    case nobodys
    case of(String)
  }

  /// The account of the person; nil gives the case back to the queue.
  package let to: String?
  package let condition: Condition
  package let reason: String?

  package init(to: String?, where condition: Condition = .anybodys, reason: String? = nil) {
    self.to = to
    self.condition = condition
    self.reason = reason
  }
}
