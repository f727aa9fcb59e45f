package import JSON

/// What a new version of calendars comes to in all.
package struct CalendarSummary: Sendable {
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
  /// Promises that would be broken by the new version only if nobody acts, and those by the version in force only; nil where
  /// nobody looked so far ahead.
  package internal(set) var breaches: (gained: Int, lost: Int)?
  /// Cases that would close at another time if nobody acts.
  package internal(set) var closings = 0
  /// Cases that could not be read: their dates were neither worked out nor changed.
  package internal(set) var unreadable = 0

  mutating func add(_ change: CalendarChange) {
    if !change.moves.isEmpty { cases += 1 }
    timers += change.moves.count
    earlier += change.moves.count(where: \.isEarlier)
    guard let outlook = change.outlook else { return }
    breaches?.gained += outlook.breachesGained.count
    breaches?.lost += outlook.breachesLost.count
    if outlook.closing != nil { closings += 1 }
  }

  package var json: JSONObject {
    var json: JSONObject = [
      "outcome": .string(outcome.rawValue), "calendars": .array(calendars.map(JSONValue.string)),
      "cases": .integer(Int64(cases)), "timers": .integer(Int64(timers)), "earlier": .integer(Int64(earlier)),
      "unreadable": .integer(Int64(unreadable)),
    ]
    guard let breaches else { return json }
    json["breaches_gained"] = .integer(Int64(breaches.gained))
    json["breaches_lost"] = .integer(Int64(breaches.lost))
    json["closings"] = .integer(Int64(closings))
    return json
  }
}
