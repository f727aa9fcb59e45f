import Casework
import Expression
import Statechart
import WorkingTime

/// How long something runs, taken apart so that two lengths can be compared in words.
struct LengthText: Equatable {
  /// One of the lengths that an expression chooses from.
  struct Alternative: Equatable {
    /// When it is this one, in words; nil where it always is.
    let condition: String?
    let words: String
  }

  /// As the workflow writes it.
  let source: String
  let alternatives: [Alternative]

  static func == (left: LengthText, right: LengthText) -> Bool { left.source == right.source }

  init(_ length: TimerLength, _ conditions: ConditionWords) {
    source = Self.source(length)
    switch length {
    case .fixed(let delay): alternatives = [Alternative(condition: nil, words: delay.description)]
    case .computed(let expression): alternatives = Self.alternatives(expression.source, [], conditions)
    case .limited(let expression, let most):
      alternatives = Self.alternatives(expression.source, [], conditions).map { alternative in
        Alternative(condition: alternative.condition, words: "\(alternative.words), and \(most) at most")
      }
    }
  }

  static func source(_ length: TimerLength) -> String {
    switch length {
    case .fixed(let delay): delay.description
    case .computed(let expression): expression.source
    case .limited(let expression, let most): "\(expression.source), \(most) at most"
    }
  }

  /// Such as "8 working days if “Central government” is yes, 10 working days if “Central government” is no".
  var words: String {
    alternatives.map { alternative in
      alternative.words + (alternative.condition.map { " if \($0)" } ?? "")
    }.joined(separator: ", ")
  }

  /// What became of it, such as "falls from 10 to 8 working days"; nil where more than counts has changed.
  func shift(to other: LengthText) -> String? {
    guard alternatives.map(\.condition) == other.alternatives.map(\.condition) else { return nil }
    var parts: [String] = []
    for (before, after) in zip(alternatives, other.alternatives) where before != after {
      guard let (count, unit) = Self.count(before.words), let (newCount, newUnit) = Self.count(after.words),
        Self.singular(unit) == Self.singular(newUnit)
      else { return nil }
      let verb = newCount < count ? "falls" : "rises"
      parts.append("\(verb) from \(count) to \(after.words)" + (before.condition.map { " if \($0)" } ?? ""))
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", and ")
  }

  private static func alternatives(
    _ source: String, _ path: [String], _ conditions: ConditionWords
  ) -> [Alternative] {
    if let choice = ChoiceText(source) {
      let yes = conditions.words(choice.condition).text
      let no = conditions.words("!(\(choice.condition))").text
      return alternatives(choice.yes, path + [yes], conditions) + alternatives(choice.no, path + [no], conditions)
    }
    let words = PeriodWords.delay(source) ?? source.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return [Alternative(condition: path.isEmpty ? nil : path.joined(separator: " and "), words: words)]
  }

  private static func count(_ words: String) -> (Int, String)? {
    let parts = words.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2, let count = Int(parts[0]) else { return nil }
    return (count, parts[1])
  }

  private static func singular(_ unit: String) -> String { unit.hasSuffix("s") ? String(unit.dropLast()) : unit }
}
