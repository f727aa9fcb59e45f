internal import WorkingTime

/// Why a question for a date has no answer, and what to ask instead.
package struct DueError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in a sentence without its full stop.
  package let message: String

  /// What to do about it.
  package let remedy: String

  package init(message: String, remedy: String) {
    self.message = message
    self.remedy = remedy
  }

  package var description: String { "\(message); \(remedy)" }
}

extension DueError {
  init(_ error: CalendarError) {
    self.init(message: error.message, remedy: error.remedy)
  }

  init(_ error: DelayError) {
    self.init(message: error.message, remedy: error.remedy)
  }

  /// Asks a calendar, whose refusals become this module's.
  static func translating<Value>(_ ask: () throws(CalendarError) -> Value) throws(DueError) -> Value {
    do {
      return try ask()
    } catch {
      throw DueError(error)
    }
  }

  /// A text as a message quotes it: never more than forty characters of it.
  static func shown(_ text: String) -> String {
    text.count > 40 ? text.prefix(40) + "…" : text
  }
}
