internal import CivilTime
internal import JSON
package import WorkingTime

/// The calendars that come with a set of cases: one zone and one span of office hours, and for each division the dates
/// of its bank holidays without their titles.
package struct DueCalendarsFile: Sendable {
  /// The calendars by name.
  package let calendars: [String: WorkingCalendar]

  /// Reads `{"timezone", "office_hours": ["09:00", "17:00"], "years": [2019, 2028], "weekday_bank_holidays": {NAME:
  /// [DATE, …]}}`.
  package init(parsing text: String) throws(DueError) {
    let file: JSONValue
    do {
      file = try JSONValue(parsing: text)
    } catch {
      throw DueError(message: "the calendars are not JSON (\(error))", remedy: "give a file such as calendars.json")
    }
    guard let zone = ZoneRules.named(file["timezone"]?.stringValue ?? "Europe/London") else {
      throw Self.malformed("timezone", "a name such as \"Europe/London\"")
    }
    let hours = try Self.hours(file["office_hours"])
    let years = try Self.years(file["years"])
    guard let divisions = file["weekday_bank_holidays"]?.objectValue else {
      throw Self.malformed("weekday_bank_holidays", "an object with a list of dates for each calendar")
    }
    var calendars: [String: WorkingCalendar] = [:]
    for (name, dates) in divisions {
      calendars[name] = WorkingCalendar(
        name: name, zone: zone, hours: hours, years: years, holidays: try Self.holidays(dates, in: years, of: name))
    }
    self.calendars = calendars
  }

  private static func hours(_ value: JSONValue?) throws(DueError) -> OfficeHours {
    guard let value else { return .standard }
    let ends = value.arrayValue?.compactMap(\.stringValue) ?? []
    guard ends.count == 2, let span = OfficeHours.Span("\(ends[0])-\(ends[1])"),
      let hours = OfficeHours([1: span, 2: span, 3: span, 4: span, 5: span])
    else { throw malformed("office_hours", "two times, such as [\"09:00\", \"17:00\"]") }
    return hours
  }

  private static func years(_ value: JSONValue?) throws(DueError) -> ClosedRange<Int> {
    let ends = value?.arrayValue?.compactMap(\.intValue) ?? []
    guard ends.count == 2, ends[0] >= 1, ends[0] <= ends[1], ends[1] <= 9_999,
      ends[1] - ends[0] < WorkingCalendar.mostYears
    else { throw malformed("years", "the first and the last year, such as [2019, 2028]") }
    return ends[0]...ends[1]
  }

  private static func holidays(
    _ value: JSONValue, in years: ClosedRange<Int>, of name: String
  ) throws(DueError) -> [Holiday] {
    var holidays: [Holiday] = []
    for entry in value.arrayValue ?? [.null] {
      guard let date = entry.stringValue.flatMap(CivilDate.init(iso8601:)), years.contains(date.year) else {
        throw malformed("weekday_bank_holidays of \(name)", "dates of these years, such as \"2026-04-03\"")
      }
      holidays.append(Holiday(date, "bank holiday"))
    }
    return holidays
  }

  private static func malformed(_ key: String, _ wanted: String) -> DueError {
    DueError(message: "\"\(key)\" of the calendars can't be read", remedy: "write \(wanted)")
  }
}
