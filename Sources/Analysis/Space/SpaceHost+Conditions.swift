import Casework
import Expression
import Statechart

// What conditions answer, and what is settled by asking them.
extension SpaceHost {
  /// Where nothing comes of either branch but a message, only those who want to see messages need to know.
  func branch(_ expression: Expression, _ activation: any Activation) throws(EvaluationError) -> Bool {
    guard model.idleConditions.contains(expression.source),
      !expression.variables.allSatisfy({ isSettled($0, activation) })
    else { return try condition(expression, activation) }
    guard model.observedConditions.contains(expression.source) else { return false }
    // However often it is asked in a step, the answer is one as long as nothing of it is set.
    if let known = branches[expression.source]?.holds { return known }
    let holds = choices.choose(of: 2) == 0
    branches[expression.source] = (holds, expression.variables)
    return holds
  }

  func condition(_ expression: Expression, _ activation: any Activation) throws(EvaluationError) -> Bool {
    try condition(model.reader.tree(expression), in: expression, activation)
  }

  func condition(
    _ tree: ConditionTree, in expression: Expression, _ activation: any Activation
  ) throws(EvaluationError) -> Bool {
    while true {
      var open: Question?
      switch known(tree, activation, &open) {
      case .yes?: return true
      case .no?: return false
      case .fault?: throw EvaluationError(.conversion, "this guard can't be answered")
      case nil: if let open { settle(open, activation, in: expression) }
      }
    }
  }

  /// What a condition answers as far as its questions are settled; nil where that leaves it open.
  func settledAnswer(_ tree: ConditionTree, _ activation: any Activation) -> Bool? {
    var open: Question?
    // As with guards, what can't be worked out does not hold.
    return known(tree, activation, &open).map { $0 == .yes }
  }

  /// What a condition answers as far as its questions are settled; else the first that is not.
  private func known(_ tree: ConditionTree, _ activation: any Activation, _ open: inout Question?) -> Truth? {
    switch tree {
    case .question(let question):
      let truth = known(question, activation)
      if truth == nil, open == nil { open = question }
      return truth
    case .not(let inner):
      switch known(inner, activation, &open) {
      case .yes?: return .no
      case .no?: return .yes
      case let other: return other
      }
    case .all(let parts): return decided(parts, activation, &open, by: .no, else: .yes)
    case .any(let parts): return decided(parts, activation, &open, by: .yes, else: .no)
    case .choice(let condition, let one, let other):
      switch known(condition, activation, &open) {
      case .yes?: return known(one, activation, &open)
      case .no?: return known(other, activation, &open)
      case let undecided: return undecided
      }
    }
  }

  private func decided(
    _ parts: [ConditionTree], _ activation: any Activation, _ open: inout Question?, by decisive: Truth,
    else usual: Truth
  ) -> Truth? {
    var result: Truth? = usual
    var undecided: Question?
    for part in parts {
      var inner: Question?
      switch known(part, activation, &inner) {
      case decisive?: return decisive
      case .fault?: result = .fault
      case nil: undecided = undecided ?? inner
      case .yes?, .no?: break
      }
    }
    guard let undecided else { return result }
    open = open ?? undecided
    return nil
  }

  private func known(_ question: Question, _ activation: any Activation) -> Truth? {
    if let (unknown, _, answers) = decidable(question, activation) {
      guard let first = unknown.cells.first else { return .fault }
      let truth = answers[first]
      return unknown.cells.allSatisfy { answers[$0] == truth } ? truth : nil
    }
    do throws(EvaluationError) {
      if let value = try settledValue(question.expression, activation) {
        if case .bool(let flag) = value { return Truth(flag) }
        return .fault
      }
    } catch {
      return .fault
    }
    if let comparison = question.comparison, let relation = related[FieldRelation.Pair(comparison)] {
      return relation.truth(comparison)
    }
    return (free[question.expression.source]?.holds).map(Truth.init)
  }

  /// What is known of the one field that alone decides a question, its mark, and the answers by its cells.
  private func decidable(
    _ question: Question, _ activation: any Activation
  ) -> (unknown: Unknown, number: Int, answers: [Truth])? {
    guard question.expression.variables.count == 1, let (field, answers) = model.decision(question),
      let number = activation.value(of: field).unsettledNumber, let unknown = unknown(number), unknown.field == field
    else { return nil }
    return (unknown, number, answers)
  }

  private func settle(_ question: Question, _ activation: any Activation, in expression: Expression) {
    if let (unknown, number, answers) = decidable(question, activation) {
      var groups: [(truth: Truth, cells: [Int])] = []
      for cell in unknown.cells {
        if let place = groups.firstIndex(where: { $0.truth == answers[cell] }) {
          groups[place].cells.append(cell)
        } else {
          groups.append((answers[cell], [cell]))
        }
      }
      narrow(number, to: groups[choices.choose(of: groups.count)].cells)
      return
    }
    if splitExactly(question.expression, activation) { return }
    approximated.insert(expression.source)
    if let pair = pair(question) {
      let relations = relations(pair, activation)
      if !relations.isEmpty { return relate(pair, relations) }
    }
    guess(question.expression)
  }

  private func narrow(_ number: Int, to cells: [Int]) {
    guard let unknown = unknown(number) else { return }
    unknowns[number] = Unknown(field: unknown.field, cells: StateSet(cells))
  }

  /// Combinations of values that are tried one by one.
  private static let combinations = 64

  /// Settles one of the values that an expression reads, where all of them are among few; false where they are not.
  func splitExactly(_ expression: Expression, _ activation: any Activation) -> Bool {
    let fields = model.chart.fields.count
    var open: [Int] = []
    for variable in expression.variables where !isSettled(variable, activation) {
      guard variable < fields, let number = activation.value(of: variable).unsettledNumber else { return false }
      open.append(number)
    }
    var count = 1
    for number in open {
      guard let unknown = unknown(number), let cells = model.cells[unknown.field] else { return false }
      guard cells.isExact || unknown.cells == StateSet([cells.null].compactMap(\.self)) else { return false }
      count *= unknown.cells.count
    }
    guard let first = open.first, count <= Self.combinations, let unknown = unknown(first) else { return false }
    let members = Array(unknown.cells)
    narrow(first, to: [members[choices.choose(of: members.count)]])
    return true
  }
}
