package import Casework

/// Finding cases by the words in them: their references, their data, their notes, the names of their documents.
package protocol SearchTransaction {
  /// Takes in what was committed since the last time, at most so many cases.
  ///
  /// - Returns: how many were taken in; where that is `limit`, there is probably more.
  func refreshSearch(limit: Int) throws -> Int
  /// The cases that have all the words, the best match first.
  func search(_ words: String, limit: Int) throws -> [CaseID]
}
