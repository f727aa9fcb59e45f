package import Casework

/// Past and open cases with all that happened to them, for living through them again.
package protocol ReplayTransaction {
  /// Cases with their histories, in the order of their identifiers.
  ///
  /// - Parameters:
  ///   - after: only those behind this one; nil begins with the first.
  func recordedCases(_ scope: ReplayScope, after last: CaseID?, limit: Int) throws -> [RecordedCase]
  /// How many there are.
  func countRecordedCases(_ scope: ReplayScope) throws -> Int
}
