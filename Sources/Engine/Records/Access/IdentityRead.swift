package import Casework
package import CivilTime

/// Somebody was shown who raised a case.
package struct IdentityRead: Sendable, Hashable {
  package let at: Instant
  package let caseID: CaseID
  /// The account's name, or what else is known of the reader.
  package let reader: String
  /// What it was read for, such as `page` or `export`.
  package let purpose: String

  package init(at: Instant, caseID: CaseID, reader: String, purpose: String) {
    self.at = at
    self.caseID = caseID
    self.reader = reader
    self.purpose = purpose
  }
}
