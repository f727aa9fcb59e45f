package import Casework

/// What suppliers say of us once their case has ended.
package protocol FeedbackTransaction {
  /// What was said of a case; nil where nothing was, or it has ended.
  func feedback(of caseID: CaseID) throws -> SupplierFeedback?
  /// Keeps it, once a case. What has ended goes at the same time.
  ///
  /// - Returns: whether it was kept: false where something was said of the case before.
  func keepFeedback(_ feedback: SupplierFeedback) throws -> Bool
  /// All that has not ended, the newest first.
  func feedback(limit: Int) throws -> [SupplierFeedback]
  /// Takes away what was said of a case.
  func forgetFeedback(of caseID: CaseID) throws
}
