package import CivilTime
package import WorkingTime

/// `recourse due "10 working days" --from INSTANT --calendar NAME`: one question for a date, checked.
package struct DueQuery: Sendable {
  /// How long.
  package let delay: Delay
  /// From when.
  package let start: Instant
  /// By whose working days.
  package let calendar: WorkingCalendar
  /// Which day is day 1.
  package let counting: CountingRule

  /// Reads the question as it was typed.
  ///
  /// - Parameters:
  ///   - delay: "10 working days"; a leading minus asks for the date before: "-5 working days".
  ///   - start: an RFC 3339 instant, or a date, which means the start of that day.
  ///   - counting: `following` when nil.
  package init(
    _ delay: String, from start: String, calendar name: String, counting: String? = nil,
    among calendars: [String: WorkingCalendar]
  ) throws(DueError) {
    calendar = try Self.calendar(name, among: calendars)
    let isBackwards = delay.hasPrefix("-")
    do {
      let length = try Delay(parsing: isBackwards ? String(delay.dropFirst()) : delay)
      self.delay = isBackwards ? length.negated : length
    } catch {
      throw DueError(error)
    }
    if let date = CivilDate(iso8601: start) {
      self.start = calendar.zone.instant(of: date, secondOfDay: 0)
    } else {
      self.start = try Self.instant(start, named: "the start")
    }
    guard let rule = CountingRule(rawValue: counting ?? CountingRule.following.rawValue) else {
      throw DueError(
        message: "no counting rule \"\(DueError.shown(counting ?? ""))\"",
        remedy: "write one of \(CountingRule.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self.counting = rule
  }

  /// The date, and the days that were passed over.
  package func answer() throws(DueError) -> DueAnswer {
    do {
      return DueAnswer(query: self, deadline: try calendar.deadline(of: delay, from: start, counting: counting))
    } catch {
      throw DueError(error)
    }
  }
}

// MARK: - Reading

extension DueQuery {
  static func instant(_ text: String, named name: String) throws(DueError) -> Instant {
    guard let instant = Instant(rfc3339: text) else {
      throw DueError(
        message: "\(name) is no instant: \"\(DueError.shown(text))\"", remedy: "write it like \"2026-01-05T09:00:00Z\"")
    }
    return instant
  }

  static func calendar(
    _ name: String, among calendars: [String: WorkingCalendar]
  ) throws(DueError) -> WorkingCalendar {
    guard let calendar = calendars[name] else {
      throw DueError(
        message: "no calendar \"\(DueError.shown(name))\"",
        remedy: calendars.isEmpty
          ? "give a file of calendars" : "write one of \(calendars.keys.sorted().joined(separator: ", "))")
    }
    return calendar
  }
}
