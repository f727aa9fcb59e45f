internal import CivilTime
package import WorkingTime

/// The bank holidays of one place in GOV.UK's shape, `{"division", "events": [{"title", "date", …}]}`, with what an
/// office elsewhere may add: `zone`, `hours` by weekday and `years`.
///
/// The list covers whole years, from the first event's to the last one's or as `years` says. A year among them without
/// any event is an error: a list that was cut short must not pass for a year without holidays.
package struct BankHolidayDivision {
  /// The calendar.
  package let calendar: WorkingCalendar

  /// Reads one division; `key` is its name in the file of all of them.
  package init?(reading node: YAMLNode, named key: YAMLNode? = nil, diagnostics: Diagnostics) {
    guard let map = MappingReader(node, "a calendar", diagnostics) else { return nil }
    let name = Self.name(map, key, diagnostics)
    let zone = Self.zone(map, diagnostics)
    let hours = Self.hours(map, diagnostics)
    let events = map.list("events", of: "bank holidays", isRequired: true)
    let holidays = events.map { Self.holidays($0, diagnostics) }
    let years = holidays.flatMap { Self.years(map, $0, diagnostics) }
    Self.warnOfUnknown(map, diagnostics)
    // A calendar that lacks a holiday of its file is worse than none.
    guard let name, let zone, let hours, let holidays, let years, holidays.count == events?.count else { return nil }
    calendar = WorkingCalendar(
      name: name, zone: zone, hours: hours, years: years, holidays: holidays.map(\.value))
  }

  private static let keys = ["division", "events", "zone", "hours", "years"]

  /// GOV.UK may add keys, so an unknown one is no error; one of ours that is misspelt must not go unseen either.
  private static func warnOfUnknown(_ map: MappingReader, _ diagnostics: Diagnostics) {
    for key in map.keys {
      guard let text = key.text, !keys.contains(text) else { continue }
      let near = didYouMean(text, keys.filter { !map.has($0) })
      diagnostics.warning(
        .unknownKey, at: key.place, "a calendar has no key \(text.inQuotes), which is passed over",
        remedy: near.map { "did you mean \($0.inQuotes)?" }
          ?? "take it out; the keys are \(keys.inQuotes(joinedBy: "and"))")
    }
  }

  private static func name(_ map: MappingReader, _ key: YAMLNode?, _ diagnostics: Diagnostics) -> String? {
    guard let division = map.located("division", isRequired: key == nil) else { return key?.text }
    guard let expected = key?.text, expected != division.value else { return division.value }
    diagnostics.error(
      .conflictingKeys, at: division.place,
      "the division is called \(expected.inQuotes) above and \(division.value.inQuotes) here",
      remedy: "call it the same in both places")
    return nil
  }

  private static func zone(_ map: MappingReader, _ diagnostics: Diagnostics) -> ZoneRules? {
    guard map.has("zone") else { return WorkingCalendar.london }
    guard let name = map.located("zone") else { return nil }
    if let zone = ZoneRules.named(name.value) { return zone }
    diagnostics.error(
      .unknownWord, at: name.place, "no time zone \(name.value.inQuotes)",
      remedy: "write its name in the zone database, such as \"Europe/London\", or \"UTC\"")
    return nil
  }
}
