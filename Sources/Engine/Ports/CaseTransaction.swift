package import Casework
package import CivilTime

/// What people ask of the cases that are kept.
package protocol CaseTransaction {
  /// Open cases in order of their next due instant, those without one after them, and then closed ones, the last closed
  /// first.
  func cases(matching filter: CaseFilter) throws -> [CaseRecord]
  /// Cases that had steps since their ranks were worked out, and the time up to which those are all; nil where there may be
  /// more of them. A step that is being kept meanwhile is dated no sooner.
  func casesToRank(limit: Int) throws -> (ids: [CaseID], through: Instant?)
  /// Keeps the ranks of cases, unless those that are kept are newer.
  ///
  /// - Parameter through: up to when every case that had steps has been ranked; nil leaves that open.
  func keepRanks(_ ranked: [RankedCase], through: Instant?) throws
  /// The same cases in the order of their identifiers, for programs that read them all page by page.
  ///
  /// - Parameter after: only those behind this one; nil begins with the first.
  func cases(matching filter: CaseFilter, after last: CaseID?) throws -> [CaseRecord]
  /// How many cases a filter admits, its page left aside; counting ends at `limit`.
  func countCases(matching filter: CaseFilter, limit: Int) throws -> Int
  /// How many ranked cases the lists of a person have, each counted up to `limit`.
  ///
  /// - Parameters:
  ///   - persons: whose list the first is.
  ///   - team: the parties that are the scheme's own people.
  func queueCounts(of persons: [String], team: [String], limit: Int) throws -> QueueCounts
  /// The case with a reference; nil where there is none.
  func caseID(of reference: CaseReference) throws -> CaseID?
  /// A case's history from the beginning.
  func journal(of id: CaseID) throws -> [JournalEntry]
  /// Every message of a case, sent or waiting, in the order in which they were written.
  func messages(of id: CaseID) throws -> [OutboxItem]
}
