import Casework
import Statechart
package import WorkingTime

/// Between how many and how many working days something takes, whatever the day on which it starts.
///
/// Working days are exactly as many as the file says. What the calendar counts (days, months, hours) covers now more and
/// now fewer of them: the most assumes no holiday, the least allows for some, so that both are true of any year.
package struct DaySpan: Hashable, Sendable {
  package let least: Int
  /// Nil where nothing bounds it.
  package let most: Int?

  package static let unbounded = DaySpan(0, nil)

  package init(_ least: Int, _ most: Int?) {
    self.least = least
    self.most = most
  }

  /// Whether it is the same number of days in every year, and ends with the day.
  package var isExact: Bool { least == most }

  package init(_ delay: Delay, counting: CountingRule) {
    switch delay {
    case .workingDays(let count, let own):
      let days = max(0, count)
      switch own ?? counting {
      case .following: self.init(days, days)
      case .beginningWith: self.init(max(0, days - 1), max(0, days - 1))
      case .clear: self.init(days + 1, days + 1)
      }
    case .workingMinutes(let minutes):
      self.init(
        max(0, minutes - 1) / Self.officeMinutes, (max(0, minutes) + Self.officeMinutes - 1) / Self.officeMinutes)
    case .days(let count): self.init(calendarDays: count, count)
    case .weeks(let count): self.init(calendarDays: count * 7, count * 7)
    case .months(let count):
      self.init(calendarDays: Self.days(Self.shortMonths, 365, count), Self.days(Self.longMonths, 366, count))
    case .elapsed(let duration):
      let days = Self.days(of: duration)
      self.init(calendarDays: days.lowerBound, days.upperBound)
    case .mixed(let months, let days, let elapsed):
      let rest = Self.days(of: elapsed)
      self.init(
        calendarDays: Self.days(Self.shortMonths, 365, months) + days + rest.lowerBound,
        Self.days(Self.longMonths, 366, months) + days + rest.upperBound)
    }
  }

  /// What a timer was set to; `bounds` are of lengths that only the exploration knows.
  init(_ setting: TimerSetting, counting: CountingRule) {
    switch setting {
    case .delay(let delay): self.init(delay, counting: counting)
    case .at: self = .unbounded
    case .limited(let other, let most):
      let (other, limit) = (DaySpan(other, counting: counting), DaySpan(most, counting: counting))
      self.init(min(other.least, limit.least), min(other.most ?? .max, limit.most ?? .max))
    case .value(.opaque(let opaque)):
      if let delay = HostDelay(opaque)?.delay {
        self.init(delay, counting: counting)
      } else if opaque.typeName == Self.typeName, opaque.words.count == 2 {
        self.init(Int(opaque.words[0]), Int(opaque.words[1]))
      } else {
        self = .unbounded
      }
    case .value: self = .unbounded
    }
  }

  /// The name under which an exploration hands on a span in place of a length.
  static let typeName = "span"

  private init(calendarDays least: Int, _ most: Int) {
    guard most > 0 else {
      self.init(0, 0)
      return
    }
    let holidays = 2 + least / 28
    self.init(max(0, 5 * (least / 7) + max(0, least % 7 - 2) - holidays), 5 * (most / 7) + min(most % 7, 5))
  }

  /// An office day of the standard hours, nine to five.
  private static let officeMinutes = 480
  private static let longMonths = [0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337]
  private static let shortMonths = [0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334]

  private static func days(_ table: [Int], _ year: Int, _ months: Int) -> Int {
    months <= 0 ? 0 : months / 12 * year + table[months % 12]
  }

  private static func days(of duration: Duration) -> ClosedRange<Int> {
    let (seconds, attoseconds) = duration.components
    guard seconds > 0 || attoseconds > 0 else { return 0...0 }
    let full = Int(seconds / 86_400)
    return full...(seconds % 86_400 == 0 && attoseconds == 0 ? full : full + 1)
  }
}
