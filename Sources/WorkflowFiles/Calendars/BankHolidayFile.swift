package import WorkingTime

/// GOV.UK's file of bank holidays, as <https://www.gov.uk/bank-holidays.json> has it: an object with each division of
/// the United Kingdom under its name.
package struct BankHolidayFile {
  /// The divisions that every such file has. Wales has no list of its own.
  package static let divisions = ["england-and-wales", "scotland", "northern-ireland"]

  /// The calendars of the divisions that could be read.
  package let calendars: [WorkingCalendar]

  /// Reads the divisions; a missing one is an error, one more is a calendar like the others.
  package init(reading root: YAMLNode, diagnostics: Diagnostics) {
    let pairs = root.readPairs("a file of bank holidays", diagnostics) ?? []
    for division in Self.divisions where root[division] == nil && !root.isCut {
      diagnostics.error(
        .missingKey, at: root.place, "a file of bank holidays lacks the division \(division.inQuotes)",
        remedy: "take the whole file from GOV.UK, or give \"division\" and \"events\" for one calendar")
    }
    calendars = pairs.compactMap { pair in
      BankHolidayDivision(reading: pair.value, named: pair.key, diagnostics: diagnostics)?.calendar
    }
  }
}
