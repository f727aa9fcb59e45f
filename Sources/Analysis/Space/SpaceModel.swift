import Casework
import Expression
import Statechart

/// What an exploration knows of a workflow before it begins.
final class SpaceModel {
  let workflow: Workflow
  let relevance: Relevance
  let liveness: Liveness
  let reader: GuardReader
  /// By field that is asked: its values as far as conditions tell them apart.
  let cells: [Int: FieldCells]
  /// Fields of which the exploration keeps nothing, as there would be too many cases.
  let forgotten: Set<Int>
  /// By field: the mark of a value that could be any.
  let marks: [Value]
  /// Whether what a closed case knew is kept for when it is taken up again; else it may be anything then.
  let keepsClosed: Bool
  /// Conditions of an `if` that decides nothing but messages, by their text.
  let idleConditions: Set<String>
  /// The things done outside that somebody wants to see; all of them where there are none.
  let effects: Set<Int>
  /// Those of them on which it depends whether something is done outside that somebody wants to see.
  let observedConditions: Set<String>
  /// What is asked when steps are over.
  let questions: [SpaceQuestion]
  let leavesQuestionsOpen: Bool
  /// Whether the workflow says who may send what.
  let namesRoles: Bool
  /// Whether some condition asks who has sent the event, or what came with it.
  let asksSender: Bool
  let asksEventData: Bool
  /// By text of a question: the field that alone decides it, and what it answers by the cells of that field.
  private var decided: [String: (field: Int, answers: [Truth])?] = [:]

  var chart: Statechart { workflow.chart }

  init(_ workflow: Workflow, observing observation: SpaceObservation, forgetting forgotten: Set<Int>, keepsClosed: Bool)
  {
    effects = observation.effects
    self.keepsClosed = keepsClosed
    self.workflow = workflow
    self.forgotten = forgotten
    questions = observation.questions
    leavesQuestionsOpen = observation.leavesQuestionsOpen
    marks = workflow.chart.fields.indices.map { .unsettled($0) }
    relevance = Relevance(workflow, observing: observation)
    liveness = Liveness(workflow, relevance, observing: observation, keepsClosed: keepsClosed)
    reader = GuardReader(workflow)
    namesRoles = workflow.transitionNotes.contains { !$0.roles.isEmpty }
    let chart = workflow.chart
    var survey = ExpressionSurvey()
    survey.add(chart)
    let sender = chart.fields.count + 2
    let conditions = survey.conditions
    idleConditions = relevance.idleConditions()
    observedConditions = relevance.conditions(of: observation.effects)
    asksSender = (conditions + survey.values).contains {
      $0.variables.contains(sender) || $0.variables.contains(sender + 2)
    }
    asksEventData = conditions.contains { $0.variables.contains(sender - 1) || $0.variables.contains(sender + 2) }
    var points: [Int: [Value]] = [:]
    for expression in conditions + observation.questions.map(\.condition) + survey.values + survey.lengths
      + chart.fields.compactMap(\.initial)
    where !FormAssignment.isOne(expression) {
      for question in reader.questions(expression) {
        guard let field = reader.field(of: question) else { continue }
        points[field, default: []] += question.turningPoints ?? []
      }
    }
    var cells: [Int: FieldCells] = [:]
    for field in relevance.fields {
      let domain = reader.domain(of: field)
      var seen: Set<Value> = []
      // An unknown value is always among them: a field that must be given later is unknown until then.
      let values = (domain.values(points[field] ?? []) + [.null]).filter { seen.insert($0).inserted }
      cells[field] = FieldCells(values, isExact: domain.isFinite, isAlwaysGiven: !domain.isNullable)
    }
    self.cells = cells
  }

  /// The field that alone decides a question, and what it answers by the cells of that field; nil where more does.
  func decision(_ question: Question) -> (field: Int, answers: [Truth])? {
    let source = question.expression.source
    if let known = decided[source] { return known }
    let decision = reader.field(of: question).map { ($0, answers(question, of: $0)) }
    decided[source] = .some(decision)
    return decision
  }

  private func answers(_ question: Question, of field: Int) -> [Truth] {
    (cells[field]?.values ?? []).map { value -> Truth in
      do throws(EvaluationError) {
        return Truth(try question.expression.test(OneValue(field: field, value: value)))
      } catch {
        return .fault
      }
    }
  }
}

/// One field with a value, and nobody else to ask.
private struct OneValue: Activation {
  let field: Int
  let value: Value

  func value(of variable: Int) -> Value { variable == field ? value : .null }

  func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value {
    throw EvaluationError(.unknownFunction, "nobody is there to ask")
  }
}

/// The assignment by which a form stores what was sent for a field.
enum FormAssignment {
  static func isOne(_ expression: Expression) -> Bool {
    expression.source.hasPrefix("type(event.data) == map && ")
  }
}

/// Every expression of a chart, by what it is for.
struct ExpressionSurvey {
  private(set) var conditions: [Expression] = []
  private(set) var lengths: [Expression] = []
  /// What is assigned.
  private(set) var values: [Expression] = []

  mutating func add(_ chart: Statechart) {
    for state in chart.states {
      for block in state.entry + state.exit + [state.initialActions] { add(block) }
    }
    for transition in chart.transitions {
      if let condition = transition.guard { conditions.append(condition) }
      if case .timer(let length) = transition.trigger { add(length) }
      add(transition.actions)
    }
  }

  private mutating func add(_ length: TimerLength) {
    switch length {
    case .fixed: break
    case .computed(let expression), .limited(let expression, _): lengths.append(expression)
    }
  }

  private mutating func add(_ actions: [Action]) {
    for action in actions {
      switch action {
      case .assign(let assignments): values += assignments.map(\.value).filter { !FormAssignment.isOne($0) }
      case .send(_, _, _, let delay): if let delay { add(delay) }
      case .choose(let branches):
        for branch in branches {
          if let condition = branch.condition { conditions.append(condition) }
          add(branch.actions)
        }
      case .raise, .cancel, .log, .perform: break
      }
    }
  }
}
