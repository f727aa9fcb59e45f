extension WorkingCalendar {
  /// The calendar in which a holiday of any of several calendars counts: `any-part-of-the-uk`, as the Freedom of
  /// Information Act 2000 s.10(6) has it. It covers the years that all of them cover.
  ///
  /// A holiday that only some of them keep has their names behind its title: "St Patrick’s Day (northern-ireland)".
  package static func union(
    named name: String, of calendars: [WorkingCalendar]
  ) throws(CalendarUnionError) -> WorkingCalendar {
    guard let first = calendars.first else { throw .empty(union: name) }
    for other in calendars.dropFirst() where other.zone != first.zone || other.hours != first.hours {
      throw .unlike(union: name, first: first.name, second: other.name)
    }
    let from = calendars.reduce(first.years.lowerBound) { max($0, $1.years.lowerBound) }
    let through = calendars.reduce(first.years.upperBound) { min($0, $1.years.upperBound) }
    guard from <= through else { throw .noCommonYear(union: name) }
    var titles: [Holiday: [String]] = [:]
    for calendar in calendars {
      for holiday in calendar.holidays where (from...through).contains(holiday.date.year) {
        titles[holiday, default: []].append(calendar.name)
      }
    }
    let holidays = titles.map { holiday, names in
      names.count == calendars.count
        ? holiday : Holiday(holiday.date, "\(holiday.title) (\(names.joined(separator: ", ")))")
    }
    return WorkingCalendar(name: name, zone: first.zone, hours: first.hours, years: from...through, holidays: holidays)
  }
}
