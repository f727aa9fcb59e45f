import JSON
package import WorkingTime

extension WorkingCalendar {
  /// The calendar as a file of its own, with everything that decides a date: two calendars that count alike are written
  /// alike, whatever the files looked like that they came from.
  package var fileText: String {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    let open = days.enumerated().compactMap { index, day in
      hours.span(onWeekday: index + 1).map { "\(quoted(day)): \(quoted($0.text))" }
    }
    let events = holidays.map { "    {\"title\": \(quoted($0.title)), \"date\": \"\($0.date)\"}" }
    return """
      {
        "division": \(quoted(name)),
        "zone": \(quoted(zone.identifier)),
        "hours": {\(open.joined(separator: ", "))},
        "years": [\(years.lowerBound), \(years.upperBound)],
        "events": [
      \(events.joined(separator: ",\n"))
        ]
      }

      """
  }

  private func quoted(_ text: String) -> String { JSONValue.string(text).serialized() }
}

extension CalendarFile {
  /// The texts by which the calendars of this file are kept, each under its own name.
  package var texts: [String: String] {
    switch self {
    case .calendars(let calendars):
      return Dictionary(calendars.map { ($0.name, $0.fileText) }, uniquingKeysWith: { $1 })
    case .union(let name, let members):
      let text: JSONValue = [
        "name": .string(name.value), "union-of": .array(members.map { .string($0.value) }),
      ]
      return [name.value: text.serialized() + "\n"]
    }
  }

  /// The file with the years that its calendars lack taken from others of the same names.
  package func filled(from kept: [String: WorkingCalendar]) -> CalendarFile {
    switch self {
    case .calendars(let calendars):
      .calendars(calendars.map { calendar in kept[calendar.name].flatMap(calendar.filled) ?? calendar })
    case .union: self
    }
  }
}
