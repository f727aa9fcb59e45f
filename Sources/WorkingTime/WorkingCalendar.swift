package import CivilTime

/// The days and hours in which an office works: a time zone, an ordinary week, and the bank holidays of whole years.
///
/// It covers the years its data covers and answers nothing beyond them: a year without a list is not a year without
/// holidays.
package struct WorkingCalendar: Sendable {
  /// The name that workflows use: `england-and-wales`.
  package let name: String

  /// Where the office's clocks hang.
  package let zone: ZoneRules

  /// The ordinary week.
  package let hours: OfficeHours

  /// The years whose holidays are known, every one of them whole.
  package let years: ClosedRange<Int>

  /// The holidays by date, one a day.
  package let holidays: [Holiday]

  let index: WorkingDayIndex

  /// The longest stretch of years that one calendar may cover.
  package static let mostYears = 100

  /// The zone of the United Kingdom, where a calendar names no other.
  package static let london: ZoneRules = {
    guard let zone = ZoneRules.named("Europe/London") else {
      preconditionFailure("this system's time zone data lacks Europe/London")
    }
    return zone
  }()

  /// A calendar from the holidays of whole years. Two titles on one day are joined.
  ///
  /// - Precondition: every holiday lies in `years`; these lie in 1…9999 and are at most `mostYears`.
  package init(
    name: String, zone: ZoneRules = WorkingCalendar.london, hours: OfficeHours = .standard, years: ClosedRange<Int>,
    holidays: [Holiday]
  ) {
    guard years.count <= Self.mostYears, let first = CivilDate(year: years.lowerBound, month: 1, day: 1),
      let last = CivilDate(year: years.upperBound, month: 12, day: 31)
    else { preconditionFailure("a calendar covers 1 to \(Self.mostYears) years from 1 to 9999") }
    precondition(holidays.allSatisfy { years.contains($0.date.year) }, "a holiday lies outside the calendar's years")
    self.name = name
    self.zone = zone
    self.hours = hours
    self.years = years
    self.holidays = Self.oneADay(holidays)
    index = WorkingDayIndex(
      firstDay: first.dayNumber, lastDay: last.dayNumber, hours: hours, zone: zone,
      holidays: Set(holidays.map(\.date.dayNumber)))
  }

  /// The first day whose working hours are known.
  package var coversFrom: CivilDate { CivilDate(dayNumber: index.firstDay) }

  /// The last day whose working hours are known.
  package var coversThrough: CivilDate { CivilDate(dayNumber: index.firstDay + index.coveredDays - 1) }

  /// Everything that decides a date, as text: two calendars give the same dates and reasons when their texts are equal,
  /// so that a digest of it is the calendar's version.
  package var canonicalText: String {
    var text = "\(name)\n\(zone.identifier)\n\(hours.text)\n\(years.lowerBound)-\(years.upperBound)\n"
    for holiday in holidays { text += "\(holiday.date) \(holiday.title)\n" }
    return text
  }

  private static func oneADay(_ holidays: [Holiday]) -> [Holiday] {
    var merged: [Holiday] = []
    for holiday in holidays.sorted(by: { ($0.date, $0.title) < ($1.date, $1.title) }) {
      guard let last = merged.last, last.date == holiday.date else {
        merged.append(holiday)
        continue
      }
      guard last.title != holiday.title else { continue }
      merged[merged.count - 1] = Holiday(last.date, "\(last.title); \(holiday.title)")
    }
    return merged
  }
}

extension WorkingCalendar: Hashable {
  package static func == (left: WorkingCalendar, right: WorkingCalendar) -> Bool {
    left.index === right.index
      || (left.name == right.name && left.zone == right.zone && left.hours == right.hours && left.years == right.years
        && left.holidays == right.holidays)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(years)
    hasher.combine(holidays.count)
  }
}
