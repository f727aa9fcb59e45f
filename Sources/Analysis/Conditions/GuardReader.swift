package import Casework
package import Expression
import Statechart

/// Takes the guards of one workflow apart, each once.
package final class GuardReader {
  private let workflow: Workflow
  private let environment: Environment
  /// The variable that holds all parties.
  package let party: Int
  /// The variable that holds all data.
  package let wholeData: Int
  private var trees: [String: ConditionTree] = [:]

  package init(_ workflow: Workflow) {
    self.workflow = workflow
    let scope = CaseScope.scope(fields: workflow.chart.fields)
    environment = scope.environment
    party = scope.hostVariableBase + CaseScope.HostVariable.party.rawValue
    wholeData = scope.environment.variables.firstIndex { $0.name == "data" } ?? 0
  }

  package func tree(_ condition: Expression) -> ConditionTree {
    if let tree = trees[condition.source] { return tree }
    // What can't be taken apart is one question, and a free one.
    let whole = ConditionTree.question(Question(expression: condition, callsHost: true, turningPoints: nil))
    let tree = environment.conditionTree(condition.source) ?? whole
    trees[condition.source] = tree
    return tree
  }

  package func domain(of field: Int) -> FieldDomain { FieldDomain(field, of: workflow) }

  /// The field that alone decides a question; nil where more does, or where its values can't all be told apart.
  package func field(of question: Question) -> Int? {
    guard let field = question.expression.variables.first, question.expression.variables.count == 1,
      field < workflow.fields.count
    else { return nil }
    return question.turningPoints != nil || (domain(of: field).isFinite && !question.callsHost) ? field : nil
  }

  /// The questions of a condition.
  package func questions(_ condition: Expression) -> [Question] {
    var questions: [Question] = []
    func walk(_ tree: ConditionTree) {
      switch tree {
      case .question(let question): questions.append(question)
      case .not(let inner): walk(inner)
      case .all(let parts), .any(let parts): parts.forEach(walk)
      case .choice(let one, let two, let three): [one, two, three].forEach(walk)
      }
    }
    walk(tree(condition))
    return questions
  }
}
