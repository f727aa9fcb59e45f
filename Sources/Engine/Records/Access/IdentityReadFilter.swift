package import Casework
package import CivilTime

/// Which readings a list shows, the last first.
package struct IdentityReadFilter: Sendable, Hashable {
  package var reader: String?
  package var caseID: CaseID?
  package var purpose: String?
  /// Not before.
  package var from: Instant?
  /// Before.
  package var until: Instant?
  /// Only those that stand behind this one in the list: the next page.
  package var after: Place?
  package var limit: Int

  /// Where a reading stands in the list.
  package struct Place: Sendable, Hashable {
    package let at: Instant
    package let number: Int64

    package init(at: Instant, number: Int64) {
      self.at = at
      self.number = number
    }
  }

  package init(
    reader: String? = nil, caseID: CaseID? = nil, purpose: String? = nil, from: Instant? = nil, until: Instant? = nil,
    limit: Int = 50
  ) {
    self.reader = reader
    self.caseID = caseID
    self.purpose = purpose
    self.from = from
    self.until = until
    self.limit = limit
  }

  /// Whether a reading is among them, but for the limit.
  package func takes(_ read: IdentityRead) -> Bool {
    if let after, (read.at, read.number) >= (after.at, after.number) { return false }
    if let from, read.at < from { return false }
    if let until, read.at >= until { return false }
    return (reader == nil || read.reader == reader) && (caseID == nil || read.caseID == caseID)
      && (purpose == nil || read.purpose == purpose)
  }
}
