internal import CivilTime

/// Every working day of a calendar, numbered from 0, so that counting them is one subtraction and no walk.
final class WorkingDayIndex: Sendable {
  /// The day number of the first covered day.
  let firstDay: Int
  /// For each covered day, and the one after the last: how many working days lie before it.
  private let ordinals: [Int32]
  /// For each working day: its day number.
  private let days: [Int32]
  /// For each working day: the UTC seconds at which the office opens.
  let openings: [Int64]
  /// For each working day: the UTC seconds at which the office closes.
  let closings: [Int64]
  /// For each working day, and after the last: the seconds that the office was open before it.
  let openSeconds: [Int64]

  /// - Precondition: `holidays` holds days of `firstDay...lastDay`.
  init(firstDay: Int, lastDay: Int, hours: OfficeHours, zone: ZoneRules, holidays: Set<Int>) {
    self.firstDay = firstDay
    var ordinals: [Int32] = []
    var days: [Int32] = []
    var openings: [Int64] = []
    var closings: [Int64] = []
    var openSeconds: [Int64] = []
    var total: Int64 = 0
    for day in firstDay...lastDay {
      ordinals.append(Int32(days.count))
      guard let span = hours.span(onWeekday: CivilDate.weekday(ofDayNumber: day)), !holidays.contains(day) else {
        continue
      }
      let opens = zone.instant(ofDayNumber: day, secondOfDay: span.opens).seconds
      // Hours that a spring change swallows whole leave a working day without any.
      let closes = max(opens, zone.instant(ofDayNumber: day, secondOfDay: span.closes).seconds)
      days.append(Int32(day))
      openings.append(opens)
      closings.append(closes)
      openSeconds.append(total)
      total += closes - opens
    }
    ordinals.append(Int32(days.count))
    openSeconds.append(total)
    self.ordinals = ordinals
    self.days = days
    self.openings = openings
    self.closings = closings
    self.openSeconds = openSeconds
  }

  /// How many working days there are.
  var count: Int { days.count }

  /// How long the office is open in all covered years.
  var totalOpenSeconds: Int64 { openSeconds[days.count] }

  /// How many days are covered.
  var coveredDays: Int { ordinals.count - 1 }

  /// How many working days lie before a covered day; also the number of the first one on or after it.
  func ordinal(before day: Int) -> Int {
    Int(ordinals[day - firstDay])
  }

  /// How many working days there are up to and with a covered day.
  func ordinal(through day: Int) -> Int {
    Int(ordinals[day - firstDay + 1])
  }

  func isWorking(_ day: Int) -> Bool {
    ordinals[day - firstDay] != ordinals[day - firstDay + 1]
  }

  /// The day number of the working day with this number.
  func day(at ordinal: Int) -> Int {
    Int(days[ordinal])
  }
}
