internal import CivilTime
internal import WorkingTime

extension BankHolidayDivision {
  /// The holidays of a list; an event that can't be read is reported and left out.
  static func holidays(_ events: [YAMLNode], _ diagnostics: Diagnostics) -> [Located<Holiday>] {
    var seen: Set<CivilDate> = []
    return events.compactMap { event in
      guard let holiday = holiday(event, diagnostics) else { return nil }
      guard seen.insert(holiday.value.date).inserted else {
        diagnostics.error(
          .duplicateKey, at: holiday.place, "\(holiday.value.date) stands twice in this calendar",
          remedy: "keep one event for the day, with both titles if it has two")
        return nil
      }
      return holiday
    }
  }

  /// The years that the list covers, every one whole; nil where they can't be told.
  static func years(
    _ map: MappingReader, _ holidays: [Located<Holiday>], _ diagnostics: Diagnostics
  ) -> ClosedRange<Int>? {
    let found = holidays.map(\.value.date.year)
    guard !map.has("years") else { return statedYears(map, holidays, diagnostics) }
    guard let first = found.min(), let last = found.max() else {
      // Where there are events, none of which could be read, they are the mistake to mend.
      if map.optional("events")?.elements?.isEmpty == true {
        diagnostics.error(
          .missingKey, at: map.node.place, "the calendar lists no bank holidays, so it covers no year",
          remedy: "add them, or say with \"years\" which years have none")
      }
      return nil
    }
    guard last - first < WorkingCalendar.mostYears else {
      diagnostics.error(
        .outOfRange, at: map.node.place, "the calendar reaches from \(first) to \(last)",
        remedy: "a calendar covers at most \(WorkingCalendar.mostYears) years; look for a mistyped date")
      return nil
    }
    let missing = Set(first...last).subtracting(found).sorted()
    guard missing.isEmpty else {
      diagnostics.error(
        .missingKey, at: map.node.place,
        "the calendar has no bank holidays in \(missing.prefix(5).map(String.init).joined(separator: ", "))",
        remedy: "add them, or say with \"years\" that the list is complete")
      return nil
    }
    return first...last
  }

  private static func statedYears(
    _ map: MappingReader, _ holidays: [Located<Holiday>], _ diagnostics: Diagnostics
  ) -> ClosedRange<Int>? {
    guard let list = map.list("years", of: "two years") else { return nil }
    let ends = list.compactMap { $0.readInteger("years", in: 1...9_999, diagnostics) }
    guard ends.count == list.count else { return nil }
    guard ends.count == 2, ends[0] <= ends[1], ends[1] - ends[0] < WorkingCalendar.mostYears else {
      diagnostics.error(
        .outOfRange, at: map.node.place, "\"years\" names the first and the last year",
        remedy: "write two years at most \(WorkingCalendar.mostYears) apart, such as [2012, 2028]")
      return nil
    }
    var isWithin = true
    for holiday in holidays where !(ends[0]...ends[1]).contains(holiday.value.date.year) {
      isWithin = false
      diagnostics.error(
        .outOfRange, at: holiday.place, "\(holiday.value.date) lies outside \(ends[0]) to \(ends[1])",
        remedy: "widen \"years\", or take the event out")
    }
    return isWithin ? ends[0]...ends[1] : nil
  }

  /// One event. Its other keys (GOV.UK has `notes` and `bunting`, and may add more) move no date and are passed over.
  private static func holiday(_ event: YAMLNode, _ diagnostics: Diagnostics) -> Located<Holiday>? {
    guard let map = MappingReader(event, "a bank holiday", diagnostics) else { return nil }
    let title = map.text("title", isRequired: true)
    guard let text = map.located("date", isRequired: true) else { return nil }
    guard let date = CivilDate(iso8601: text.value) else {
      diagnostics.error(
        .wrongType, at: text.place, "\(text.value.inQuotes) is no date", remedy: "write it like \"2026-04-03\"")
      return nil
    }
    return title.map { Located(Holiday(date, $0), at: text.node) }
  }
}
