import CivilTime
import Engine

/// What an absence has to be before it is noted, on a page or by a program.
struct AbsenceCheck: Sendable {
  /// So far ahead an absence may end.
  private static let longestDays = 366

  /// Who comes into question, for being away and for covering.
  let people: [User]
  let today: CivilDate

  init(_ transaction: any StoreTransaction) throws {
    people = try transaction.users().filter { Permission.workCases.isGiven(to: $0) }
    today = DayWords.date(of: try transaction.currentTime())
  }

  /// What is wrong, by `who`, `from`, `to` and `cover`.
  func problems(
    who: String?, from first: CivilDate?, to last: CivilDate?, cover: String?
  ) -> [(field: String, problem: String)] {
    var found: [(field: String, problem: String)] = []
    if who.map({ name in people.contains { $0.name == name } }) != true { found.append(("who", "Choose who is away")) }
    if first == nil { found.append(("from", "Enter the first day, with day, month and year")) }
    switch (first, last) {
    case (_, nil): found.append(("to", "Enter the last day, with day, month and year"))
    case (let first?, let last?) where last < first: found.append(("to", "The last day must not be before the first"))
    case (_, let last?) where last < today: found.append(("to", "The last day must not be past"))
    case (let first?, let last?) where last.dayNumber - first.dayNumber > Self.longestDays:
      found.append(("to", "The last day must be within a year of the first"))
    default: break
    }
    if cover.map({ name in people.contains { $0.name == name } }) != true {
      found.append(("cover", "Choose who looks after the cases"))
    } else if cover == who {
      found.append(("cover", "Choose somebody else: this person is away"))
    }
    return found
  }
}
