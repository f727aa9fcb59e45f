package import Casework

/// The calendars that delays count in.
package protocol CalendarTransaction {
  /// The texts of the calendars, by name.
  func calendars() throws -> [String: String]
  /// Every version that a calendar ever had, the newest last.
  func calendarVersions() throws -> [CalendarVersion]
  /// Keeps a calendar's text under its name; the newest counts.
  func keepCalendar(named name: String, text: String) throws
  /// Waits until whoever looks at cases has finished, and keeps everybody from looking until the transaction ends: no
  /// step is decided by what changes meanwhile.
  func holdSteps() throws
  /// Open cases in which a timer runs, in the order of their identifiers.
  ///
  /// - Parameter after: only those behind this one; nil begins with the first.
  func runningCases(after last: CaseID?, limit: Int) throws -> [CaseRecord]
}
