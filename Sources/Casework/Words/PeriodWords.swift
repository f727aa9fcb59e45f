import Expression
package import Statechart
import WorkingTime

/// How long a timer runs, in words for people.
package struct PeriodWords: Sendable, Hashable {
  /// For a picture: "5 or 10 working days".
  package let short: String
  /// For a table: "5 working days if “Central government” is yes, otherwise 10 working days".
  package let full: String
  /// Whether it is an instant that the case knows, and no length.
  package let isInstant: Bool
  /// Whether all of it could be put into words.
  package let isSpelt: Bool

  /// The words of a length; `conditions` puts the conditions of a computed one into words.
  package init(_ length: TimerLength, _ conditions: ConditionWords) {
    switch length {
    case .limited(let expression, let most):
      let within = PeriodWords(.computed(expression), conditions)
      (short, isInstant) = (within.short, within.isInstant)
      full = "\(within.full), \(most) at most"
      isSpelt = within.isSpelt
    case .fixed(let delay):
      (short, full, isInstant, isSpelt) = (delay.description, delay.description, false, true)
    case .computed(let expression) where expression.type == HostDelay.type:
      let alternatives = Self.alternatives(expression.source, conditions)
      short = Self.short(alternatives.map(\.words))
      full = alternatives.map { [$0.words, $0.condition].compactMap(\.self).joined(separator: " ") }
        .joined(separator: ", otherwise ")
      isInstant = false
      isSpelt = alternatives.allSatisfy { $0.words != Self.unspelt }
    case .computed(let expression):
      let moment =
        conditions.titleOfField(in: expression.source).map { "the moment in “\($0)”" }
        ?? conditions.moment(expression.source).map { "the moment \($0)" }
      short = moment ?? "a moment that the case knows"
      full = moment ?? "the moment \(expression.source)"
      isInstant = true
      isSpelt = moment != nil
    }
  }

  private static let unspelt = "a period that depends on the case"

  /// After which time, or at which moment, something happens.
  package var afterwards: String { isInstant ? "at \(short)" : "after \(short)" }
  /// The same in full.
  package var afterwardsInFull: String { isInstant ? "at \(full)" : "after \(full)" }
  /// How long somebody has.
  package var within: String { isInstant ? "until \(short)" : short }

  private typealias Alternative = (condition: String?, words: String)

  /// The lengths that an expression chooses from; one that is not spelt out is named as what it is.
  private static func alternatives(_ source: String, _ conditions: ConditionWords) -> [Alternative] {
    if let choice = ChoiceText(source) {
      let condition = conditions.words(choice.condition).text
      return alternatives(choice.yes, conditions).map { ($0.condition ?? "if \(condition)", $0.words) }
        + alternatives(choice.no, conditions)
    }
    return [(nil, delay(source) ?? unspelt)]
  }

  /// The delay that a call such as `workingDays(10)` makes, in words; nil for any other expression.
  package static func delay(_ call: String) -> String? {
    let parts = call.split(separator: "(")
    guard parts.count == 2, parts[1].hasSuffix(")"), let count = Int64(parts[1].dropLast()) else { return nil }
    let units: [Substring: HostDelay.Unit] = [
      "workingDays": .workingDays, "workingHours": .workingHours, "days": .days, "weeks": .weeks, "months": .months,
    ]
    return units[parts[0]].flatMap { try? HostDelay(unit: $0, amount: count).description }
  }

  /// Counts of one unit share it: "5 or 10 working days".
  private static func short(_ words: [String]) -> String {
    var seen: [String] = []
    for word in words where !seen.contains(word) { seen.append(word) }
    let parts = seen.map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
    let units = Set(parts.map { $0.count == 2 && $0[1].hasSuffix("s") ? String($0[1].dropLast()) : $0.last ?? "" })
    guard let last = parts.last, parts.allSatisfy({ $0.count == 2 && Int($0[0]) != nil }), units.count == 1 else {
      return seen.joined(separator: " or ")
    }
    let plural = parts.map { $0[1] }.first { $0.hasSuffix("s") } ?? last[1]
    return seen.count == 1 ? seen[0] : parts.map { $0[0] }.joined(separator: " or ") + " " + plural
  }
}
