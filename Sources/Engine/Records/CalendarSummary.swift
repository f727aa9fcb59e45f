package import JSON

/// What a new version of calendars comes to in all.
package struct CalendarSummary: Sendable, Hashable {
  /// What became of it.
  package enum Outcome: String, Sendable, Hashable {
    /// It was looked at only.
    case previewed
    /// There is nothing new in it.
    case unchanged
    /// It is in force, and no date depended on what it changed.
    case imported
    /// It is in force, and the dates have moved.
    case moved
    /// It is in force, and running timers keep the dates that they had.
    case kept
  }

  package internal(set) var outcome: Outcome
  /// The calendars that have other working hours or days, or more of them, by name.
  package let calendars: [String]
  package internal(set) var cases = 0
  package internal(set) var timers = 0
  /// How many of the timers move to an earlier date.
  package internal(set) var earlier = 0
  /// Cases that could not be read: their dates were neither worked out nor changed.
  package internal(set) var unreadable = 0

  mutating func add(_ change: CalendarChange) {
    cases += 1
    timers += change.moves.count
    earlier += change.moves.count(where: \.isEarlier)
  }

  package var json: JSONObject {
    [
      "outcome": .string(outcome.rawValue), "calendars": .array(calendars.map(JSONValue.string)),
      "cases": .integer(Int64(cases)), "timers": .integer(Int64(timers)), "earlier": .integer(Int64(earlier)),
      "unreadable": .integer(Int64(unreadable)),
    ]
  }
}
