import Casework
import Expression

/// What an expression is needed for, and so which types its value may have.
enum Expectation: Hashable {
  case anything
  /// A guard, an `if`, a section of a message.
  case condition
  /// A name, an address.
  case text
  /// The value of a field; null, for not known, goes into every field.
  case field(Type)
  /// The length of a timer.
  case length
  /// When a timer fires.
  case instant
  /// The limit of a clock, in a unit of the calendar.
  case limit
  /// Names with values.
  case names

  /// The type to compile for; nil where several would do.
  var type: Type? {
    switch self {
    case .anything, .length, .limit: nil
    case .condition: .bool
    case .text: .string
    case .field(let type): type == .dyn ? nil : type
    case .instant: .timestamp
    case .names: .map(.string, .dyn)
    }
  }

  /// Whether a type that is not the one of `type` will do all the same.
  func admits(_ type: Type) -> Bool {
    switch (self, type) {
    case (_, .dyn), (_, .error), (.anything, _), (.field(.dyn), _): true
    case (_, .wrapper(let inner)): admits(inner)
    case (.field, .null): true
    // A whole number becomes a decimal when it is stored.
    case (.field(.decimal), .int): true
    case (.length, .duration), (.length, HostDelay.type), (.limit, HostDelay.type): true
    case (.condition, _), (.text, _), (.field, _), (.length, _), (.instant, _), (.limit, _), (.names, _): false
    }
  }

  /// What was needed, and how to get it, where no type of CEL's says so.
  func explanation(of type: Type) -> (message: String, remedy: String) {
    switch self {
    case .length:
      (
        "this is \(type), and a length of time is needed here",
        "write workingDays(10), workingHours(4), days(30), weeks(2), months(3) or duration('90m')"
      )
    case .limit:
      (
        "this is \(type), and a clock's limit is needed here",
        "write months(2), weeks(6), days(30), workingDays(20) or workingHours(4)"
      )
    case .anything, .condition, .text, .field, .instant, .names:
      ("this is \(type), which does not go here", "write a value of the right type")
    }
  }
}
