/// How a place sets its clocks: the offset from UTC at every instant, and back from wall time to the instant.
///
/// The rules are a table of past and future clock changes, read once. Before 1900 the zone's offset of 1900 holds;
/// after the table's end the last 400 years repeat, as the Gregorian calendar does, so that any rule of the kind "last
/// Sunday of March" goes on for ever.
package struct ZoneRules: Sendable {
  /// The name it was asked for by: `Europe/London`, `UTC`, `+05:30`.
  package let identifier: String

  /// The offset before the first change.
  private let firstOffset: Int
  /// The UTC seconds at which the clocks change, ascending.
  private let changes: [Int64]
  /// The offset from each change on.
  private let offsets: [Int32]

  /// Universal time.
  package static let utc = ZoneRules(identifier: "UTC", offset: 0)

  init(identifier: String, offset: Int) {
    self.init(identifier: identifier, firstOffset: offset, changes: [], offsets: [])
  }

  init(identifier: String, firstOffset: Int, changes: [Int64], offsets: [Int32]) {
    self.identifier = identifier
    self.firstOffset = firstOffset
    self.changes = changes
    self.offsets = offsets
  }

  /// Seconds to add to UTC at an instant: 3600 in a London summer.
  package func offset(at instant: Instant) -> Int {
    offset(atSeconds: instant.seconds)
  }

  /// What calendar and clock on the wall show at an instant; a fraction of a second is left out.
  package func civil(at instant: Instant) -> (date: CivilDate, secondOfDay: Int) {
    let (dayNumber, secondOfDay) = localDay(at: instant)
    return (CivilDate(dayNumber: dayNumber), secondOfDay)
  }

  /// The same as `civil`, with the day as its number: enough for counting, and cheaper.
  package func localDay(at instant: Instant) -> (dayNumber: Int, secondOfDay: Int) {
    let local = instant.seconds + Int64(offset(atSeconds: instant.seconds))
    let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    return (Int(day), Int(local - day * 86_400))
  }

  /// The instant at which the wall shows this date and time.
  ///
  /// A time that a spring change skips moves forward by the length of the gap (01:30 becomes 02:30); a time that an
  /// autumn change repeats is its first occurrence. `secondOfDay` 86,400 is the midnight after the date.
  package func instant(of date: CivilDate, secondOfDay: Int) -> Instant {
    instant(ofDayNumber: date.dayNumber, secondOfDay: secondOfDay)
  }

  /// The same as `instant(of:secondOfDay:)` for a date given by its number.
  package func instant(ofDayNumber dayNumber: Int, secondOfDay: Int) -> Instant {
    let local = Int64(dayNumber) * 86_400 + Int64(secondOfDay)
    // No place is a whole day from UTC, and none changes its clocks twice in two days, so these are the offsets before
    // and after any change near by. The earlier offset gives the first occurrence of a repeated time, and for a skipped
    // time the one moved forward by the gap.
    let before = Int64(offset(atSeconds: local - 86_400))
    let after = Int64(offset(atSeconds: local + 86_400))
    guard before != after else { return Instant(seconds: local - before) }
    let candidate = local - before
    if Int64(offset(atSeconds: candidate)) == before { return Instant(seconds: candidate) }
    let later = local - after
    // Past the change; a time in the gap has no instant under either offset and keeps the earlier one.
    return Instant(seconds: Int64(offset(atSeconds: later)) == after ? later : candidate)
  }

  private func offset(atSeconds seconds: Int64) -> Int {
    guard !changes.isEmpty else { return firstOffset }
    let seconds = seconds < Self.tableEnd ? seconds : Self.intoLastCycle(seconds)
    // Finds how many changes lie at or before the instant.
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? firstOffset : Int(offsets[low - 1])
  }

  /// 2500-01-01T00:00:00Z, where the table ends.
  static let tableEnd: Int64 = 16_725_225_600
  /// 400 Gregorian years are always 146,097 days, a whole number of weeks.
  private static let cycle: Int64 = 146_097 * 86_400

  private static func intoLastCycle(_ seconds: Int64) -> Int64 {
    tableEnd - cycle + (seconds - tableEnd) % cycle
  }
}

extension ZoneRules: Hashable {
  /// Two zones are the same when they were asked for by the same name.
  package static func == (left: ZoneRules, right: ZoneRules) -> Bool {
    left.identifier == right.identifier
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(identifier)
  }
}
