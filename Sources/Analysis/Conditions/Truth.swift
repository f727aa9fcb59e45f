/// What a condition answers: a fault counts as no, but the opposite of a fault is a fault too.
package enum Truth: Hashable {
  case yes, no, fault

  package static let all: [Truth] = [.yes, .no, .fault]

  package init(_ flag: Bool) { self = flag ? .yes : .no }
}

/// A condition whose questions are numbered, to be answered with many values one after the other.
package indirect enum NumberedCondition {
  case question(Int)
  case not(NumberedCondition)
  case all([NumberedCondition])
  case any([NumberedCondition])
  case choice(NumberedCondition, NumberedCondition, NumberedCondition)

  /// As CEL has it: one no decides an "and", one yes an "or", whatever faults beside it.
  package func truth(_ answers: [Truth]) -> Truth {
    switch self {
    case .question(let number): answers[number]
    case .not(let inner):
      switch inner.truth(answers) {
      case .yes: .no
      case .no: .yes
      case .fault: .fault
      }
    case .all(let parts): Self.decided(parts, answers, by: .no, else: .yes)
    case .any(let parts): Self.decided(parts, answers, by: .yes, else: .no)
    case .choice(let condition, let one, let other):
      switch condition.truth(answers) {
      case .yes: one.truth(answers)
      case .no: other.truth(answers)
      case .fault: .fault
      }
    }
  }

  private static func decided(
    _ parts: [NumberedCondition], _ answers: [Truth], by decisive: Truth, else usual: Truth
  ) -> Truth {
    var result = usual
    for part in parts {
      let truth = part.truth(answers)
      if truth == decisive { return decisive }
      if truth == .fault { result = .fault }
    }
    return result
  }
}
