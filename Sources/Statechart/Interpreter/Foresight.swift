package import Expression

/// What an expression's value is needed for.
package enum ExpressionUse: Hashable, Sendable {
  /// A guard.
  case condition
  /// The condition of an `if`.
  case branch
  /// How long a timer runs.
  case length
  /// The new value of a field, or of a place inside it.
  case field(Int)
  /// What an event carries.
  case event
  /// What an effect is told.
  case arguments
  /// A line of the timeline.
  case text
}

// An exploration of all cases runs the same algorithm as a case, and puts a mark where a case has a value that could be
// any. No expression reads such a mark: the host of an exploration answers for whatever depends on one.
extension Value {
  private static let mark = "unsettled"

  /// A value that could be any; the number is the exploration's own name for it.
  package static func unsettled(_ number: Int) -> Value {
    .opaque(Opaque(typeName: mark, words: [Int64(number)]))
  }

  /// The number of a value that could be any; nil for every value of a real case.
  package var unsettledNumber: Int? {
    guard case .opaque(let opaque) = self, opaque.typeName == Self.mark, let number = opaque.words.first else {
      return nil
    }
    return Int(number)
  }
}

extension Session {
  /// The same case with other data, which an exploration knows to fit its fields.
  package func with(data: [Value]) -> Session {
    var session = self
    session.data = data
    return session
  }
}
