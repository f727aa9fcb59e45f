/// A day of the proleptic Gregorian calendar, without a time or a place: the day a deadline falls on.
package struct CivilDate: Hashable, Sendable {
  /// The year; what is read from text or parts lies in 1…9999, arithmetic may leave that range.
  package let year: Int
  private let storedMonth: UInt8
  private let storedDay: UInt8

  /// The month, 1 for January to 12 for December.
  package var month: Int { Int(storedMonth) }

  /// The day of the month, from 1.
  package var day: Int { Int(storedDay) }

  private init(uncheckedYear year: Int, month: Int, day: Int) {
    self.year = year
    storedMonth = UInt8(truncatingIfNeeded: month)
    storedDay = UInt8(truncatingIfNeeded: day)
  }

  /// The date with these parts, or nil where the calendar has none (31 April, year 0).
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    guard day >= 1, day <= Self.daysIn(month: month, year: year) else { return nil }
    self.init(uncheckedYear: year, month: month, day: day)
  }

  /// The date so many days after 1 January 1970 (before it, when negative).
  package init(dayNumber: Int) {
    // Years are counted from 1 March, so that the leap day is the last one: month lengths then follow one line.
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      uncheckedYear: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Days since 1 January 1970; negative before it.
  package var dayNumber: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day of the week: 1 for Monday to 7 for Sunday.
  package var weekday: Int { Self.weekday(ofDayNumber: dayNumber) }

  /// The day of the week of a day number: 1 for Monday to 7 for Sunday.
  package static func weekday(ofDayNumber dayNumber: Int) -> Int {
    // 1 January 1970 was a Thursday.
    let remainder = (dayNumber + 3) % 7
    return (remainder < 0 ? remainder + 7 : remainder) + 1
  }

  /// How many days a month has.
  package static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    case _: 31
    }
  }

  /// Whether a year has a 29 February.
  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}

extension CivilDate: Comparable {
  package static func < (left: CivilDate, right: CivilDate) -> Bool {
    (left.year, left.storedMonth, left.storedDay) < (right.year, right.storedMonth, right.storedDay)
  }
}

// MARK: - Arithmetic

extension CivilDate {
  /// The date so many days later; earlier when negative.
  package func adding(days: Int) -> CivilDate {
    CivilDate(dayNumber: dayNumber + days)
  }

  /// The same day so many months later, or the last day of that month where it is shorter (31 January + 1 month is
  /// 28 or 29 February).
  package func adding(months: Int) -> CivilDate {
    let count = year * 12 + (month - 1) + months
    let newYear = count >= 0 ? count / 12 : (count - 11) / 12
    let newMonth = count - newYear * 12 + 1
    return CivilDate(
      uncheckedYear: newYear, month: newMonth, day: min(day, Self.daysIn(month: newMonth, year: newYear)))
  }
}

// MARK: - Text

extension CivilDate: CustomStringConvertible {
  /// Reads `2026-01-05` and nothing else.
  package init?(iso8601 text: String) {
    var scanner = DigitScanner(text)
    guard let date = scanner.date(), scanner.isAtEnd else { return nil }
    self = date
  }

  /// The date as `2026-01-05`.
  package var description: String {
    DigitWriter.text(capacity: 32) { $0.date(self) }
  }
}
