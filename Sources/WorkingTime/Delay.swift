/// How long something may take, in the unit people gave it in: "10 working days", "3 months", "48 hours".
///
/// The unit is kept because it decides the date: a month is no number of days, and a working day no number of hours. A
/// negative length counts backwards, for reminders before a date; text never gives one.
package enum Delay: Hashable, Sendable {
  /// Exact time on the clock: milliseconds, seconds, minutes and hours.
  case elapsed(Duration)
  /// Calendar days, the local time kept.
  case days(Int)
  /// Calendar weeks, the local time kept.
  case weeks(Int)
  /// Calendar months, the local time kept and the day clamped to the month's last.
  case months(Int)
  /// Months, then days, then exact time: an ISO 8601 duration that mixes them, such as `P1DT12H`.
  case mixed(months: Int, days: Int, elapsed: Duration)
  /// Minutes within office hours; working hours are 60 of them.
  case workingMinutes(Int)
  /// Days on which the office opens; a counting rule given here goes before the one that stands around it.
  case workingDays(Int, counting: CountingRule? = nil)

  /// So many hours within office hours.
  package static func workingHours(_ hours: Int) -> Delay { .workingMinutes(hours * 60) }

  /// The time that measures how much of a delay is used up.
  package enum Measure: Hashable, Sendable {
    /// The clock on the wall.
    case clock
    /// Only the time in which the office is open.
    case officeHours
  }

  /// What passes while this delay runs: all time, or office hours only.
  package var measure: Measure {
    switch self {
    case .elapsed, .days, .weeks, .months, .mixed: .clock
    case .workingMinutes, .workingDays: .officeHours
    }
  }

  /// The same length, backwards.
  package var negated: Delay {
    switch self {
    case .elapsed(let duration): .elapsed(.zero - duration)
    case .days(let count): .days(-count)
    case .weeks(let count): .weeks(-count)
    case .months(let count): .months(-count)
    case .mixed(let months, let days, let elapsed): .mixed(months: -months, days: -days, elapsed: .zero - elapsed)
    case .workingMinutes(let count): .workingMinutes(-count)
    case .workingDays(let count, let counting): .workingDays(-count, counting: counting)
    }
  }
}

// MARK: - Limits

extension Delay {
  /// The longest delay in any unit: a thousand years, so that no sum of dates can overflow.
  package static let longestYears = 1_000

  static let longestMonths = longestYears * 12
  static let longestDays = longestYears * 366
  static let longestSeconds: Int64 = Int64(longestDays) * 86_400

  /// The same limit in minutes: a count of any unit beyond it is past the limit, and any below it can be multiplied.
  package static let mostMinutes = longestDays * 1_440

  /// Whether the length lies within a thousand years either way.
  package var isWithinLimit: Bool {
    switch self {
    case .elapsed(let duration): Self.isWithinLimit(duration)
    case .days(let count), .workingDays(let count, _): count.magnitude <= Self.longestDays
    case .weeks(let count): count.magnitude <= Self.longestDays / 7
    case .months(let count): count.magnitude <= Self.longestMonths
    case .mixed(let months, let days, let elapsed):
      months.magnitude <= Self.longestMonths && days.magnitude <= Self.longestDays && Self.isWithinLimit(elapsed)
    case .workingMinutes(let count): count.magnitude <= Self.mostMinutes
    }
  }

  private static func isWithinLimit(_ duration: Duration) -> Bool {
    duration.components.seconds.magnitude <= longestSeconds
  }
}
