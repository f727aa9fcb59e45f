internal import CivilTime
internal import JSON
internal import WorkingTime

/// One question of a batch: its members, read as the types that an answer needs.
struct DueCase {
  private let members: JSONObject
  private let calendars: [String: WorkingCalendar]

  init(_ members: JSONObject, calendars: [String: WorkingCalendar]) {
    self.members = members
    self.calendars = calendars
  }

  func text(_ key: String) throws(DueError) -> String {
    guard let value = members[key] else {
      throw DueError(message: "\"\(key)\" is missing", remedy: "add it, as a text")
    }
    guard let text = value.stringValue else {
      throw DueError(message: "\"\(key)\" is not a text", remedy: "put it in quotation marks")
    }
    return text
  }

  func integer(_ key: String) throws(DueError) -> Int {
    guard let value = members[key] else {
      throw DueError(message: "\"\(key)\" is missing", remedy: "add it, as a whole number")
    }
    guard let integer = value.intValue else {
      throw DueError(message: "\"\(key)\" is not a whole number", remedy: "write one such as 10 or -5")
    }
    return integer
  }

  func instant(_ key: String) throws(DueError) -> Instant {
    try DueQuery.instant(text(key), named: "\"\(key)\"")
  }

  func calendar() throws(DueError) -> WorkingCalendar {
    try DueQuery.calendar(text("calendar"), among: calendars)
  }

  /// The zone that the case names, else its calendar's, else London's.
  func zone() throws(DueError) -> ZoneRules {
    guard members["timezone"] != nil else {
      return members["calendar"] == nil ? WorkingCalendar.london : try calendar().zone
    }
    let name = try text("timezone")
    guard let zone = ZoneRules.named(name) else {
      throw DueError(
        message: "no time zone \"\(DueError.shown(name))\"", remedy: "write a name such as \"Europe/London\" or \"UTC\""
      )
    }
    return zone
  }
}
