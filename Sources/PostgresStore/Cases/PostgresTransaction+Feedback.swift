import Casework
import CivilTime
import Engine
import Postgres

extension PostgresTransaction {
  static let feedbackStatements = [feedbackOfCase, keepFeedback, dropEndedFeedback, allFeedback, forgetFeedback]

  func feedback(of caseID: CaseID) throws -> SupplierFeedback? {
    try execute(Self.feedbackOfCase, [.id(caseID)]).first.map(Self.feedback)
  }

  func keepFeedback(_ feedback: SupplierFeedback) throws -> Bool {
    try execute(Self.dropEndedFeedback, [])
    return try !execute(
      Self.keepFeedback,
      [
        .id(feedback.caseID), .text(feedback.workflow), .past(feedback.givenAt),
        .integer(Int64(feedback.satisfaction.rawValue)), .text(feedback.improvement), .past(feedback.endsAt),
      ]
    ).isEmpty
  }

  func feedback(limit: Int) throws -> [SupplierFeedback] {
    try execute(Self.allFeedback, [.integer(Int64(limit))]).map(Self.feedback)
  }

  func forgetFeedback(of caseID: CaseID) throws { try execute(Self.forgetFeedback, [.id(caseID)]) }

  private static func feedback(_ row: Row) throws -> SupplierFeedback {
    guard let satisfaction = SupplierFeedback.Satisfaction(rawValue: try row.int(3)) else {
      throw row.damaged(3, "is none of the five")
    }
    return SupplierFeedback(
      caseID: try row.caseID(0), workflow: try row.string(1), givenAt: try row.instant(2), satisfaction: satisfaction,
      improvement: try row.stringOrNil(4))
  }

  private static let feedbackOfCase = Statement(
    "feedback-of-case",
    """
    SELECT case_id, workflow, given_at, satisfaction::integer, improvement FROM recourse.feedback
    WHERE case_id = $1 AND ends_at > (SELECT recourse.now())
    """)

  private static let keepFeedback = Statement(
    "keep-feedback",
    """
    INSERT INTO recourse.feedback (case_id, workflow, given_at, satisfaction, improvement, ends_at)
    VALUES ($1, $2, $3, $4::bigint, $5, $6) ON CONFLICT (case_id) DO NOTHING RETURNING case_id
    """)

  private static let dropEndedFeedback = Statement(
    "drop-ended-feedback", "DELETE FROM recourse.feedback WHERE ends_at <= (SELECT recourse.now())")

  private static let allFeedback = Statement(
    "all-feedback",
    """
    SELECT case_id, workflow, given_at, satisfaction::integer, improvement FROM recourse.feedback
    WHERE ends_at > (SELECT recourse.now()) ORDER BY given_at DESC, case_id LIMIT $1
    """)

  private static let forgetFeedback = Statement(
    "forget-feedback", "DELETE FROM recourse.feedback WHERE case_id = $1")
}
