internal import CivilTime
package import JSON
package import WorkingTime

/// A date, and how it was worked out.
package struct DueAnswer: Sendable {
  private let query: DueQuery

  /// When it is due, and what was skipped.
  package let deadline: Deadline

  init(query: DueQuery, deadline: Deadline) {
    self.query = query
    self.deadline = deadline
  }

  /// The answer for people: the date first, then a line for each skipped day with its reason.
  package var lines: [String] {
    let zone = query.calendar.zone
    let second = zone.civil(at: deadline.instant).secondOfDay
    let time = TimeOfDay(secondsFromMidnight: second)?.description ?? ""
    let first = "\(deadline.date) \(deadline.date.weekdayName) \(time) \(zone.identifier) (\(deadline.instant.rfc3339))"
    return [first] + deadline.skipped.map { "  skipped \($0.date) \($0.date.weekdayName): \($0.explanation)" }
  }

  /// The answer for programs.
  package var json: JSONValue {
    [
      "delay": .string(query.delay.description), "from": .string(query.start.rfc3339),
      "calendar": .string(query.calendar.name), "count": .string(query.counting.rawValue),
      "date": .string(deadline.date.description), "instant": .string(deadline.instant.rfc3339),
      "skipped": .array(
        deadline.skipped.map { ["date": .string($0.date.description), "reason": .string($0.explanation)] }),
    ]
  }
}
