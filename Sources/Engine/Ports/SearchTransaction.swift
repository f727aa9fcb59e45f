package import Casework
package import CivilTime

/// Finding cases by the words in them: their references, their data, their notes, the names of their documents.
package protocol SearchTransaction {
  /// Cases that had steps since their words were taken in, and up to when those are all; nil where there may be more of
  /// them.
  func casesToRead(limit: Int) throws -> (ids: [CaseID], through: Instant?)
  /// Takes in the words of cases, unless those that are kept are newer.
  ///
  /// - Parameter through: up to when the words of every case have been taken in; nil leaves that open.
  func takeInWords(of ids: [CaseID], through: Instant?) throws
  /// The cases that have all the words, the best match first.
  func search(_ words: String, limit: Int) throws -> [CaseID]
}
