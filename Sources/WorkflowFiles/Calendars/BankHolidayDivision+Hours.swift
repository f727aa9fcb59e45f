internal import WorkingTime

extension BankHolidayDivision {
  private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

  /// The office hours by weekday, `{"monday": "09:00-17:00", …}`; a day that is left out is closed. Without any they
  /// are Monday to Friday, 09:00 to 17:00.
  static func hours(_ map: MappingReader, _ diagnostics: Diagnostics) -> OfficeHours? {
    guard map.has("hours") else { return .standard }
    return map.mapping("hours", "the office hours") { days in
      var spans: [Int: OfficeHours.Span] = [:]
      var isReadable = true
      for (index, weekday) in weekdays.enumerated() {
        guard days.has(weekday) else {
          days.accept(weekday)
          continue
        }
        guard let span = days.located(weekday).flatMap({ span($0, diagnostics) }) else {
          isReadable = false
          continue
        }
        spans[index + 1] = span
      }
      guard isReadable else { return nil }
      guard let hours = OfficeHours(spans) else {
        diagnostics.error(
          .missingKey, at: days.node.place, "the office opens on no day",
          remedy: "add its hours, such as \"monday\": \"09:00-17:00\"")
        return nil
      }
      return hours
    }
  }

  private static func span(_ text: Located<String>, _ diagnostics: Diagnostics) -> OfficeHours.Span? {
    if let span = OfficeHours.Span(text.value) { return span }
    diagnostics.error(
      .wrongType, at: text.place, "\(text.value.inQuotes) are no office hours",
      remedy: "write the opening and a later closing, such as \"09:00-17:00\"; leave the day out if it is closed")
    return nil
  }
}
