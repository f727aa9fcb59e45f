package import CivilTime

extension WorkingCalendar {
  /// Whether the office opens on a day.
  package func isWorkingDay(_ date: CivilDate) throws(CalendarError) -> Bool {
    index.isWorking(try covered(date.dayNumber))
  }

  /// The date so many working days after another by a counting rule; before it, when negative.
  ///
  /// No days are the day itself or the next working one, except that clear days never end on the day they start.
  package func date(
    adding days: Int, workingDaysTo date: CivilDate, counting: CountingRule = .following
  ) throws(CalendarError) -> CivilDate {
    let ordinal = try ordinal(adding: days, toDay: date.dayNumber, counting: counting)
    return CivilDate(dayNumber: index.day(at: ordinal))
  }

  /// The day itself, or the next working day where it is none.
  package func firstWorkingDay(onOrAfter date: CivilDate) throws(CalendarError) -> CivilDate {
    try self.date(adding: 0, workingDaysTo: date)
  }

  /// The day itself, or the last working day before it where it is none.
  package func lastWorkingDay(onOrBefore date: CivilDate) throws(CalendarError) -> CivilDate {
    let ordinal = try existing(index.ordinal(through: covered(date.dayNumber)) - 1)
    return CivilDate(dayNumber: index.day(at: ordinal))
  }

  /// How many working days lie after one date up to and with another: what counting `following` undoes. Negative where
  /// the second date is earlier.
  package func workingDays(from start: CivilDate, to end: CivilDate) throws(CalendarError) -> Int {
    try index.ordinal(through: covered(end.dayNumber)) - index.ordinal(through: covered(start.dayNumber))
  }

  /// When the office closes on a working day; nil on any other day.
  package func closing(of date: CivilDate) throws(CalendarError) -> Instant? {
    let day = try covered(date.dayNumber)
    guard index.isWorking(day) else { return nil }
    return Instant(seconds: index.closings[index.ordinal(before: day)])
  }

  /// When the office opens on a working day; nil on any other day.
  package func opening(of date: CivilDate) throws(CalendarError) -> Instant? {
    let day = try covered(date.dayNumber)
    guard index.isWorking(day) else { return nil }
    return Instant(seconds: index.openings[index.ordinal(before: day)])
  }
}

// MARK: - Counting on the index

extension WorkingCalendar {
  /// The number of the working day that a count ends on.
  func ordinal(adding days: Int, toDay day: Int, counting: CountingRule) throws(CalendarError) -> Int {
    guard days.magnitude <= Delay.longestDays else { throw .outsideAllYears }
    let day = try covered(day)
    let before = index.ordinal(before: day)
    let through = index.ordinal(through: day)
    let ordinal =
      switch counting {
      case .following: days > 0 ? through + days - 1 : before + days
      case .beginningWith: days > 0 ? before + days - 1 : days < 0 ? through + days : before
      case .clear: days >= 0 ? through + days : before + days - 1
      }
    return try existing(ordinal)
  }

  /// A day number that the data covers.
  func covered(_ day: Int) throws(CalendarError) -> Int {
    guard day >= index.firstDay else { throw beforeTheStart }
    guard day < index.firstDay + index.coveredDays else {
      throw pastTheEnd
    }
    return day
  }

  /// The number of a working day that the data covers.
  func existing(_ ordinal: Int) throws(CalendarError) -> Int {
    guard ordinal >= 0 else { throw beforeTheStart }
    guard ordinal < index.count else { throw pastTheEnd }
    return ordinal
  }

  var beforeTheStart: CalendarError { .beforeFirstYear(calendar: name, firstYear: years.lowerBound) }

  var pastTheEnd: CalendarError { .afterLastYear(calendar: name, lastYear: years.upperBound) }
}
