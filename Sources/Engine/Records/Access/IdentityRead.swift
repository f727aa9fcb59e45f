package import Casework
package import CivilTime

/// Somebody was shown who raised a case.
package struct IdentityRead: Sendable, Hashable {
  /// Its place in the log.
  package let number: Int64
  package let at: Instant
  package let caseID: CaseID
  /// The account's name, or what else is known of the reader.
  package let reader: String
  /// What it was read for, such as `page` or `export`.
  package let purpose: String

  package init(number: Int64, at: Instant, caseID: CaseID, reader: String, purpose: String) {
    self.number = number
    self.at = at
    self.caseID = caseID
    self.reader = reader
    self.purpose = purpose
  }
}
