/// Why several calendars can't be read as one.
package enum CalendarUnionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is none to join.
  case empty(union: String)
  /// Two of them differ in time zone or office hours, so that no day has one closing time.
  case unlike(union: String, first: String, second: String)
  /// No year is covered by all of them.
  case noCommonYear(union: String)

  /// What is wrong, in a sentence without its full stop.
  package var message: String {
    switch self {
    case .empty(let union): "calendar \"\(union)\" joins no calendars"
    case .unlike(let union, let first, let second):
      "calendar \"\(union)\" joins \"\(first)\" and \"\(second)\", which differ in time zone or office hours"
    case .noCommonYear(let union): "no year is covered by every calendar that \"\(union)\" joins"
    }
  }

  /// What to do about it.
  package var remedy: String {
    switch self {
    case .empty: "name the calendars to join"
    case .unlike: "give them the same zone and hours"
    case .noCommonYear: "add the missing years to their files"
    }
  }

  package var description: String { "\(message); \(remedy)" }
}
