package import Casework
package import CivilTime

/// How content somebody was whose case has ended, and what they would have us do better. It belongs to no case's history
/// and to no published result.
package struct SupplierFeedback: Sendable, Hashable {
  package enum Satisfaction: Int, Sendable, Hashable, CaseIterable {
    case veryDissatisfied = 1
    case dissatisfied, neither, satisfied, verySatisfied
  }

  package let caseID: CaseID
  package let workflow: String
  package let givenAt: Instant
  package let satisfaction: Satisfaction
  package let improvement: String?

  package init(
    caseID: CaseID, workflow: String, givenAt: Instant, satisfaction: Satisfaction, improvement: String?
  ) {
    self.caseID = caseID
    self.workflow = workflow
    self.givenAt = givenAt
    self.satisfaction = satisfaction
    self.improvement = improvement
  }

  /// When it goes: two years after it was given.
  package var endsAt: Instant { givenAt.advanced(bySeconds: 2 * 366 * 86_400) }
}
