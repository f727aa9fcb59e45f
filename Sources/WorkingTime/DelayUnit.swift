/// The units a delay may be written in, and the words that name them.
enum DelayUnit: CaseIterable {
  case milliseconds, seconds, minutes, hours, days, weeks, months, workingMinutes, workingHours, workingDays

  /// The unit's word for any number but one.
  var plural: String {
    switch self {
    case .milliseconds: "milliseconds"
    case .seconds: "seconds"
    case .minutes: "minutes"
    case .hours: "hours"
    case .days: "days"
    case .weeks: "weeks"
    case .months: "months"
    case .workingMinutes: "working minutes"
    case .workingHours: "working hours"
    case .workingDays: "working days"
    }
  }

  /// The unit's word for one.
  var singular: String { String(plural.dropLast()) }

  /// The unit that a word names.
  init?(word: String) {
    if word == "ms" {
      self = .milliseconds
      return
    }
    guard let unit = Self.allCases.first(where: { $0.plural == word || $0.singular == word }) else { return nil }
    self = unit
  }

  /// So many of the unit, or nil past the limit.
  func delay(_ count: Int) -> Delay? {
    // The limit of days in milliseconds is the largest count that any unit takes.
    guard count <= Delay.longestDays * 86_400_000 else { return nil }
    let delay: Delay =
      switch self {
      case .milliseconds: .elapsed(.milliseconds(count))
      case .seconds: .elapsed(.seconds(count))
      case .minutes: .elapsed(.seconds(count * 60))
      case .hours: .elapsed(.seconds(count * 3_600))
      case .days: .days(count)
      case .weeks: .weeks(count)
      case .months: .months(count)
      case .workingMinutes: .workingMinutes(count)
      case .workingHours: .workingHours(count)
      case .workingDays: .workingDays(count)
      }
    return delay.isWithinLimit ? delay : nil
  }

  /// The word that was probably meant.
  static func suggestion(for word: String) -> String? {
    let lowered = word.lowercased()
    if let unit = DelayUnit(word: lowered) ?? shortHands[lowered] { return unit.plural }
    let distances = allCases.flatMap { unit in
      [unit.plural, unit.singular].map { (word: unit.plural, distance: editDistance(lowered, $0)) }
    }
    // Two slips in a word are still that word; more is another one.
    return distances.filter { $0.distance <= 2 }.min { $0.distance < $1.distance }?.word
  }

  private static let shortHands: [String: DelayUnit] = [
    "msec": .milliseconds, "msecs": .milliseconds, "millis": .milliseconds, "s": .seconds, "sec": .seconds,
    "secs": .seconds, "m": .minutes, "min": .minutes, "mins": .minutes, "h": .hours, "hr": .hours, "hrs": .hours,
    "d": .days, "w": .weeks, "wk": .weeks, "wks": .weeks, "mo": .months, "business day": .workingDays,
    "business days": .workingDays, "workday": .workingDays, "workdays": .workingDays, "wd": .workingDays,
    "workingdays": .workingDays, "working-days": .workingDays, "office hours": .workingHours,
    "business hours": .workingHours, "calendar days": .days, "calendar months": .months,
  ]

  /// How many letters have to be put in, taken out or changed to turn one word into the other.
  private static func editDistance(_ left: String, _ right: String) -> Int {
    let right = Array(right.utf8)
    var row = Array(0...right.count)
    for (position, letter) in left.utf8.prefix(40).enumerated() {
      var diagonal = row[0]
      row[0] = position + 1
      for column in 1...right.count {
        let changed = diagonal + (letter == right[column - 1] ? 0 : 1)
        diagonal = row[column]
        row[column] = min(changed, row[column] + 1, row[column - 1] + 1)
      }
    }
    return row[right.count]
  }
}
