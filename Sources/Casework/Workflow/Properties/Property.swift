package import Expression

/// What must hold for every case of a workflow, whatever happens to it: ops write it under `never` and `always`, and
/// `check` looks for a way to break it. No case is ever run by it.
package struct Property: Sendable {
  /// What it says.
  package enum Rule: Sendable {
    /// The moment never comes; with an order, only not then.
    case never(Moment, Order?)
    /// No case ever waits, in that state or anywhere, with the condition coming out so.
    case neverWaits(Expression, outcome: Bool, in: String?)
    /// The first moment comes in every step in which the second does.
    case together(Moment, when: Moment)
    /// The moment comes so many working days after another at the latest; after the opening, where none is named.
    case eventually(Moment, after: Moment?, workingDays: Int, Pace)
  }

  /// How two moments stand to each other.
  package enum Order: Sendable, Hashable {
    /// As long as the other has not come.
    case before(Moment)
    /// Once the other has come.
    case after(Moment)
  }

  /// What people do meanwhile.
  package enum Pace: String, Sendable, Hashable, CaseIterable {
    /// From the moment on that is counted from, only time passes.
    case silent = "nobody acts"
    /// They act whenever it takes longest, or not at all.
    case delaying = "people delay it"
  }

  /// A condition under which alone a property holds, read as the step ends.
  package struct Limit: Sendable {
    package let condition: Expression
    /// What it has to come out as.
    package let outcome: Bool

    package init(condition: Expression, outcome: Bool) {
      self.condition = condition
      self.outcome = outcome
    }
  }

  package let rule: Rule
  package let limit: Limit?
  /// Why it must hold, in the words of whoever wrote it.
  package let reason: String?

  package init(rule: Rule, limit: Limit? = nil, reason: String? = nil) {
    self.rule = rule
    self.limit = limit
    self.reason = reason
  }
}

extension Property: CustomStringConvertible {
  /// In one sentence, without its reason: `never "closed" is entered before "answer" is taken`.
  package var description: String { words + (limit.map { ", \($0)" } ?? "") }

  private var words: String {
    switch rule {
    case .never(let moment, nil): "never \(moment)"
    case .never(let moment, .before(let other)): "never \(moment) before \(other)"
    case .never(let moment, .after(let other)): "never \(moment) after \(other)"
    case .neverWaits(let condition, let outcome, let state):
      (outcome ? "never" : "always") + " \(condition.source)" + (state.map { " in \"\($0)\"" } ?? "")
    case .together(let moment, let other): "always \(moment) when \(other)"
    case .eventually(let moment, let start, let days, let pace):
      "always \(moment) within \(days) working days after \(start?.description ?? "the opening"), even if \(pace.rawValue)"
    }
  }
}

extension Property.Limit: CustomStringConvertible {
  package var description: String { (outcome ? "while " : "unless ") + condition.source }
}
