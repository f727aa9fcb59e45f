import Casework
import Expression
import Statechart

/// Compiles the expressions of one workflow, each text once, and says in the file's own places what is wrong with them.
final class ExpressionReader {
  private let scope: ExpressionScope
  private let states: [String]
  private let knownStates: Set<String>
  private let parties: [String]
  private let knownParties: Set<String>
  private let diagnostics: Diagnostics
  private var known: [Key: Outcome] = [:]
  private var isOverLimit = false
  /// Every expression that was read without a problem.
  private(set) var mentions: [ExpressionMention] = []
  private var count = 0

  private struct Key: Hashable {
    let source: String
    let expectation: Expectation
  }

  private enum Outcome {
    case compiled(Expression)
    case faulty([ExpressionProblem])
  }

  /// - Parameters:
  ///   - states: the ids that `inState` may ask for.
  ///   - parties: the ids that may be looked for in `party`.
  init(scope: ExpressionScope, states: [String], parties: [String], diagnostics: Diagnostics) {
    self.scope = scope
    self.states = states
    self.parties = parties
    knownStates = Set(states)
    knownParties = Set(parties)
    self.diagnostics = diagnostics
  }

  /// The expression that a scalar holds; what is wrong with it is reported, and nil.
  func read(_ node: YAMLNode, _ what: String, as expectation: Expectation = .anything) -> Expression? {
    guard let text = node.expressionText else {
      diagnostics.error(
        .wrongType, at: node.place, "\(what): expected an expression, found \(node.kindInWords)",
        remedy: "write an expression, in double quotes where it holds quotes, \": \" or \"#\"")
      return nil
    }
    return read(ExpressionText(text, in: node), as: expectation)
  }

  func read(_ text: ExpressionText, as expectation: Expectation) -> Expression? {
    guard takesOneMore(at: text) else { return nil }
    switch outcome(of: text.text, expectation) {
    case .compiled(let expression):
      mentions.append(ExpressionMention(expression: expression, text: text))
      checkNames(in: text)
      if let problem = expression.constantProblem {
        diagnostics.warning(
          problem.code.diagnosticCode, at: text.place(at: 0), problem.message, remedy: problem.code.usualRemedy)
      }
      return expression
    case .faulty(let problems):
      if let advice = ExpressionAdvice.forPlainWords(text.text) {
        diagnostics.error(.unknownName, at: text.place(at: 0), advice.message, remedy: advice.remedy)
      } else {
        for problem in problems { report(problem, in: text) }
      }
      return nil
    }
  }

  /// An expression of the reader's own making, put together of parts that compile by themselves. Together they may
  /// still be too much.
  func compile(_ source: String, for node: YAMLNode) -> Expression? {
    switch outcome(of: source, .anything) {
    case .compiled(let expression): return expression
    case .faulty(let problems):
      for problem in problems {
        diagnostics.error(
          problem.code.diagnosticCode, at: node.place, problem.plainMessage,
          remedy: problem.remedy ?? problem.code.usualRemedy)
      }
      return nil
    }
  }

  /// Whether an expression asks for nothing of the event that has just happened.
  func isWithoutEvent(_ expression: Expression) -> Bool {
    expression.variables.allSatisfy { number in
      let name = scope.environment.variables[number].name
      return name != "event" && !name.hasPrefix("event.")
    }
  }

  /// The source of `unknownCondition`.
  static let unknownConditionSource = "event.name == \"\""

  /// What stands where a condition can't be read: nobody can say when it holds.
  var unknownCondition: Expression? {
    guard case .compiled(let expression) = outcome(of: Self.unknownConditionSource, .condition) else { return nil }
    return expression
  }

  private func takesOneMore(at text: ExpressionText) -> Bool {
    count += 1
    guard count > WorkflowLimits.expressions else { return true }
    if !isOverLimit {
      diagnostics.error(
        .tooManyExpressions, at: text.place(at: 0), "there are more than \(WorkflowLimits.expressions) expressions",
        remedy: "split the workflow; `start` opens a case of another one")
    }
    isOverLimit = true
    return false
  }

  private func outcome(of source: String, _ expectation: Expectation) -> Outcome {
    let key = Key(source: source, expectation: expectation)
    if let outcome = known[key] { return outcome }
    let outcome = newOutcome(of: source, expectation)
    known[key] = outcome
    return outcome
  }

  private func newOutcome(of source: String, _ expectation: Expectation) -> Outcome {
    do throws(ExpressionProblems) {
      let expression = try scope.environment.compile(source, expecting: expectation.type)
      if expectation.type != nil || expectation.admits(expression.type) {
        // A length of time that fails refuses every step that needs it. Elsewhere a fault has a meaning of its own, which
        // a workflow may want: it ends its list of actions and raises `error.execution`.
        if [.length, .instant, .limit].contains(expectation), let problem = expression.constantProblem {
          return .faulty([problem])
        }
        return .compiled(expression)
      }
      let (message, remedy) = expectation.explanation(of: expression.type)
      return .faulty([
        ExpressionProblem(offset: 0, length: source.utf8.count, code: .type, message: message, remedy: remedy)
      ])
    } catch {
      // Some types go where the checker alone would not let them.
      if expectation.type != nil, let expression = try? scope.environment.compile(source),
        expectation.admits(expression.type)
      {
        return .compiled(expression)
      }
      return .faulty(error.problems)
    }
  }

  private func checkNames(in text: ExpressionText) {
    let names = NamesInExpression(text.text)
    for name in names.states where !knownStates.contains(name.text) {
      report(.unknownState, "state", name, states, in: text)
    }
    for name in names.parties where !knownParties.contains(name.text) {
      report(.unknownParty, "party", name, parties, in: text)
    }
  }

  private func report(
    _ code: DiagnosticCode, _ kind: String, _ name: NamesInExpression.Name, _ known: [String], in text: ExpressionText
  ) {
    diagnostics.error(
      code, at: text.place(at: name.offset), "no \(kind) \(name.text.inQuotes)",
      remedy: didYouMean(name.text, known).map { "did you mean \($0.inQuotes)?" }
        ?? "name a \(kind) of this workflow; this would never hold")
  }

  private func report(_ problem: ExpressionProblem, in text: ExpressionText) {
    diagnostics.error(
      problem.code.diagnosticCode, at: text.place(at: problem.offset), problem.plainMessage,
      remedy: ExpressionAdvice.remedy(for: problem, in: text.text, variables: scope.environment.variables.map(\.name))
        ?? problem.remedy ?? problem.code.usualRemedy)
  }
}

extension YAMLNode {
  /// The text of a scalar as an expression: true, 10 and null need no quotes.
  fileprivate var expressionText: String? {
    guard let text, !text.isEmpty, !isNull || text == "null" else { return nil }
    return text
  }
}
