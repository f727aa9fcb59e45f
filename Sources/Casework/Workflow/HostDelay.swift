package import Expression
package import WorkingTime

/// A delay as a value of an expression, such as `workingDays(10)` answers with.
package struct HostDelay: Sendable, Hashable, CustomStringConvertible {
  /// The units in which expressions make delays.
  package enum Unit: Int64, Sendable {
    case workingDays, workingHours, days, weeks, months
  }

  package static let type = Type.opaque("delay")
  /// No workflow waits for longer: a thousand years of working days.
  package static let largestAmount: Int64 = 260_000

  package let unit: Unit
  package let amount: Int

  /// - Throws: where the amount is negative or beyond all reason.
  package init(unit: Unit, amount: Int64) throws(EvaluationError) {
    guard (0...Self.largestAmount).contains(amount) else {
      throw EvaluationError(.invalidArgument, "a delay is between 0 and \(Self.largestAmount) of its unit")
    }
    self.unit = unit
    self.amount = Int(amount)
  }

  /// Reads the value of an expression; nil where it is no delay.
  package init?(_ opaque: Opaque) {
    guard opaque.typeName == "delay", opaque.words.count == 2, let unit = Unit(rawValue: opaque.words[0]),
      (0...Self.largestAmount).contains(opaque.words[1])
    else { return nil }
    self.unit = unit
    amount = Int(opaque.words[1])
  }

  package var value: Value { .opaque(Opaque(typeName: "delay", words: [unit.rawValue, Int64(amount)])) }

  /// What a timer counts.
  package var delay: Delay {
    switch unit {
    case .workingDays: .workingDays(amount)
    case .workingHours: .workingHours(amount)
    case .days: .days(amount)
    case .weeks: .weeks(amount)
    case .months: .months(amount)
    }
  }

  package var description: String { delay.description }
}
