internal import CivilTime
internal import JSON
internal import WorkingTime

/// What a line of a batch may ask for.
enum DueOperation: String, CaseIterable {
  case addWorkingDays = "add_working_days"
  case addWorkingTime = "add_working_time"
  case workingTimeBetween = "working_time_between"
  case addCalendar = "add_calendar"

  /// The fields of the answer.
  func answer(_ asked: DueCase) throws(DueError) -> [(String, JSONValue)] {
    switch self {
    case .addWorkingDays: try Self.addWorkingDays(asked)
    case .addWorkingTime: try Self.addWorkingTime(asked)
    case .workingTimeBetween: try Self.workingTimeBetween(asked)
    case .addCalendar: try Self.addCalendar(asked)
    }
  }

  private static func addWorkingDays(_ asked: DueCase) throws(DueError) -> [(String, JSONValue)] {
    let calendar = try asked.calendar()
    let start = try asked.instant("start")
    let days = try asked.integer("days")
    let zone = calendar.zone
    let (startDate, secondOfDay) = zone.civil(at: start)
    let (date, rolled, close) = try DueError.translating { () throws(CalendarError) in
      let first = try calendar.firstWorkingDay(onOrAfter: startDate)
      return (
        try calendar.date(adding: days, workingDaysTo: startDate),
        try calendar.date(adding: days, workingDaysTo: first),
        try calendar.dueInstant(of: .workingDays(days), from: start)
      )
    }
    let sameTime = zone.instant(of: date, secondOfDay: secondOfDay)
    return [
      ("date", .string(date.description)),
      ("close_of_day", .string(close.rfc3339)),
      ("end_of_date", .string(zone.instant(of: date.adding(days: 1), secondOfDay: 0).rfc3339)),
      ("same_local_time", .string(Instant(seconds: sameTime.seconds, nanoseconds: start.nanoseconds).rfc3339)),
      ("date_rolled_first", .string(rolled.description)),
    ]
  }

  private static func addWorkingTime(_ asked: DueCase) throws(DueError) -> [(String, JSONValue)] {
    let calendar = try asked.calendar()
    let start = try asked.instant("start")
    let minutes = try asked.integer("minutes")
    let end = try DueError.translating { () throws(CalendarError) in
      try calendar.dueInstant(of: .workingMinutes(minutes), from: start)
    }
    return [("instant", .string(end.rfc3339))]
  }

  /// Whole minutes; `seconds` tells what is left over where something is.
  private static func workingTimeBetween(_ asked: DueCase) throws(DueError) -> [(String, JSONValue)] {
    let calendar = try asked.calendar()
    let start = try asked.instant("start")
    let end = try asked.instant("end")
    let time = try DueError.translating { () throws(CalendarError) in
      try calendar.workingTime(from: start, to: end)
    }
    let seconds = time.components.seconds
    let minutes = [("minutes", JSONValue.integer(seconds / 60))]
    return seconds % 60 == 0 ? minutes : minutes + [("seconds", .integer(seconds % 60))]
  }

  private static func addCalendar(_ asked: DueCase) throws(DueError) -> [(String, JSONValue)] {
    let zone = try asked.zone()
    let start = try asked.instant("start")
    let amount = try asked.integer("amount")
    guard amount.magnitude <= Delay.mostMinutes else { throw DueError(.outsideAllYears) }
    let name = try asked.text("unit")
    guard let unit = Unit(rawValue: name) else {
      throw DueError(
        message: "no unit \"\(DueError.shown(name))\"",
        remedy: "write one of \(Unit.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let end = try DueError.translating { () throws(CalendarError) in
      switch unit {
      case .months: try zone.instant(months: amount, after: start)
      case .weeks: try zone.instant(days: amount * 7, after: start)
      case .days: try zone.instant(days: amount, after: start)
      case .hours: try zone.instant(elapsed: .seconds(amount * 3_600), after: start)
      case .minutes: try zone.instant(elapsed: .seconds(amount * 60), after: start)
      }
    }
    return [("instant", .string(end.rfc3339))]
  }

  private enum Unit: String, CaseIterable {
    case months, weeks, days, hours, minutes
  }
}
