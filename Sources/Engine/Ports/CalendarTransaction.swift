/// The calendars that delays count in.
package protocol CalendarTransaction {
  /// The texts of the calendars, by name.
  func calendars() throws -> [String: String]
  /// Keeps a calendar's text under its name.
  func keepCalendar(named name: String, text: String) throws
}
