import Analysis
import Casework
import Expression

/// Some guards, and all data that they can tell apart: what holds of them together is found by trying.
///
/// A question about one field, comparing it with constants, is asked of the real evaluator at every value where its
/// answer may turn. Any other question (`'x' in party`, `inState`, two fields side by side) is free: it may come out
/// either way, or fault, whatever the data. Nothing is claimed that hangs on a free question.
struct GuardSpace {
  /// Combinations that are tried; of more only so many, spread over all.
  static let combinations = 100_000
  /// Free questions that are tried in all their outcomes.
  static let freeQuestions = 5

  /// A field, and its values by what they answer: each stands for all that answer alike.
  private struct Axis {
    let field: Int
    let questions: [Int]
    let regions: [(value: Value, answers: [Truth])]
  }

  /// By guard; nil for a transition that has none.
  private var conditions: [NumberedCondition?] = []
  private var axes: [Axis] = []
  /// The numbers of the free questions.
  private var free: [Int] = []
  /// The answers before anything is tried: those of constants stand already.
  private var answers: [Truth] = []
  private let count: Int
  private let isTooOpen: Bool

  init(_ guards: [Expression?], _ reader: GuardReader) {
    var numbering = QuestionNumbering()
    conditions = guards.map { $0.map { numbering.condition(reader.tree($0)) } }
    answers = Array(repeating: .fault, count: numbering.questions.count)
    var byField: [Int: [Int]] = [:]
    for (number, question) in numbering.questions.enumerated() {
      if let constant = question.expression.constantValue {
        answers[number] = constant == .bool(true) ? .yes : constant == .bool(false) ? .no : .fault
      } else if let field = reader.field(of: question) {
        byField[field, default: []].append(number)
      } else {
        free.append(number)
      }
    }
    axes = byField.sorted { $0.key < $1.key }.map { field, questions in
      Self.axis(field, questions, numbering.questions, reader)
    }
    var count = 1
    for axis in axes { count = count.multipliedReportingOverflow(by: axis.regions.count).partialValue }
    let sizes = axes.map { Double($0.regions.count) }.reduce(1, *)
    self.count = sizes > Double(Int32.max) ? Int(Int32.max) : count
    isTooOpen = free.count > Self.freeQuestions
  }

  private static func axis(_ field: Int, _ numbers: [Int], _ questions: [Question], _ reader: GuardReader) -> Axis {
    let points = numbers.flatMap { questions[$0].turningPoints ?? [] }
    var regions: [(value: Value, answers: [Truth])] = []
    var seen: Set<[Truth]> = []
    for value in reader.domain(of: field).values(points) {
      let answers = numbers.map { questions[$0].expression.truth(of: field, being: value) }
      if seen.insert(answers).inserted { regions.append((value, answers)) }
    }
    return Axis(field: field, questions: numbers, regions: regions)
  }

  /// Data for which a claim holds, whatever the free questions answer; nil where none was found.
  func example(where claim: ([Truth]) -> Bool) -> [GuardExample]? {
    guard !isTooOpen else { return nil }
    var answers = answers
    let tried = min(count, Self.combinations / freeOutcomes)
    // A stride that shares no factor with most counts spreads the tried over all.
    let stride = tried == count ? 1 : 7_919
    for step in 0..<max(tried, 0) {
      let values = set(&answers, combination: step &* stride % count)
      if holds(claim, &answers) { return values }
    }
    return nil
  }

  /// Whether a claim holds for all data; false where there are too many to try.
  func always(_ claim: ([Truth]) -> Bool) -> Bool {
    guard !isTooOpen, count <= Self.combinations / freeOutcomes else { return false }
    var answers = answers
    for combination in 0..<count {
      _ = set(&answers, combination: combination)
      if !holds(claim, &answers) { return false }
    }
    return true
  }

  private var freeOutcomes: Int { free.reduce(1) { outcomes, _ in outcomes * Truth.all.count } }

  private func set(_ answers: inout [Truth], combination: Int) -> [GuardExample] {
    var rest = combination
    return axes.map { axis in
      let region = axis.regions[rest % axis.regions.count]
      rest /= axis.regions.count
      for (question, answer) in zip(axis.questions, region.answers) { answers[question] = answer }
      return GuardExample(field: axis.field, value: region.value)
    }
  }

  /// Whether the claim holds in every outcome of the free questions.
  private func holds(_ claim: ([Truth]) -> Bool, _ answers: inout [Truth]) -> Bool {
    for outcome in 0..<freeOutcomes {
      var rest = outcome
      for question in free {
        answers[question] = Truth.all[rest % Truth.all.count]
        rest /= Truth.all.count
      }
      if !claim(conditions.map { $0?.truth(answers) ?? .yes }) { return false }
    }
    return true
  }
}

/// Gives every question its number; the same text asks the same.
private struct QuestionNumbering {
  private(set) var questions: [Question] = []
  private var numbers: [String: Int] = [:]

  mutating func condition(_ tree: ConditionTree) -> NumberedCondition {
    switch tree {
    case .question(let question): .question(number(of: question))
    case .not(let inner): .not(condition(inner))
    case .all(let parts): .all(parts.map { condition($0) })
    case .any(let parts): .any(parts.map { condition($0) })
    case .choice(let one, let two, let three): .choice(condition(one), condition(two), condition(three))
    }
  }

  private mutating func number(of question: Question) -> Int {
    let text = question.expression.source
    if let number = numbers[text] { return number }
    questions.append(question)
    numbers[text] = questions.count - 1
    return questions.count - 1
  }
}

extension Expression {
  /// What a question about one field answers where the field has a value.
  fileprivate func truth(of field: Int, being value: Value) -> Truth {
    do throws(EvaluationError) {
      return Truth(try test(OneField(field: field, value: value)))
    } catch {
      return .fault
    }
  }
}

private struct OneField: Activation {
  let field: Int
  let value: Value

  func value(of variable: Int) -> Value { variable == field ? value : .null }

  func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value {
    throw EvaluationError(.unknownFunction, "nobody is there to ask")
  }
}
