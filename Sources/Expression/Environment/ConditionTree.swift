/// A condition taken apart at its `&&`, `||`, `!` and `? :`, down to questions that can be asked one by one.
///
/// It answers as the whole condition does, faults included, so that somebody may try it with many values at once.
package indirect enum ConditionTree: Sendable {
  case question(Question)
  case not(ConditionTree)
  case all([ConditionTree])
  case any([ConditionTree])
  case choice(ConditionTree, ConditionTree, ConditionTree)
}

/// A part of a condition that has no `&&`, `||`, `!` or `? :` of its own around it.
package struct Question: Sendable {
  /// The part, ready to run by itself.
  package let expression: Expression
  /// Whether the host's functions, and so more than the variables, have a say in it.
  package let callsHost: Bool
  /// The values at which the answer may turn, where all that happens is that one variable is compared with constants
  /// or asked for whether it is there; nil for any other question.
  package let turningPoints: [Value]?
  /// The comparison, where all that happens is that one variable is compared with another.
  package let comparison: VariableComparison?

  package init(
    expression: Expression, callsHost: Bool, turningPoints: [Value]?, comparison: VariableComparison? = nil
  ) {
    self.expression = expression
    self.callsHost = callsHost
    self.turningPoints = turningPoints
    self.comparison = comparison
  }
}

extension Environment {
  /// Takes a condition apart; nil where the text is no expression of this environment.
  package func conditionTree(_ source: String) -> ConditionTree? {
    guard let root = try? Parser.parse(source, hasMacros: true) else { return nil }
    var checker = Checker(self, isChecked: true)
    guard (try? checker.checkWhole(root, expecting: nil)) != nil else { return nil }
    return Dissection(environment: self, source: Array(source.utf8), slotCount: checker.slotCount).tree(root)
  }
}

private struct Dissection {
  let environment: Environment
  let source: [UInt8]
  let slotCount: Int

  func tree(_ node: Node) -> ConditionTree {
    switch node.kind {
    case .and(let operands): .all(operands.map(tree))
    case .or(let operands): .any(operands.map(tree))
    case .conditional(let condition, let yes, let no): .choice(tree(condition), tree(yes), tree(no))
    case .call("!_", target: nil, arguments: let operands) where operands.count == 1: .not(tree(operands[0]))
    case .literal, .name, .select, .has, .index, .call, .list, .map, .message, .comprehension, .bind, .optionalMap,
      .faulty:
      .question(question(node))
    }
  }

  private func question(_ node: Node) -> Question {
    Question(
      expression: expression(node), callsHost: node.callsHost, turningPoints: turningPoints(node),
      comparison: comparison(node))
  }

  private func comparison(_ node: Node) -> VariableComparison? {
    guard case .call(let name, target: nil, arguments: let operands) = node.kind, operands.count == 2,
      case .variable(let left) = operands[0].meaning, case .variable(let right) = operands[1].meaning, left != right,
      let sign = VariableComparison.Sign(rawValue: name)
    else { return nil }
    return VariableComparison(left: left, right: right, sign: sign)
  }

  private func expression(_ node: Node) -> Expression {
    let variables = node.variables
    return Expression(
      source: String(decoding: source[node.place.offset..<node.place.end], as: UTF8.self), type: node.type,
      variables: variables.sorted(), root: Compiler(environment: environment).step(node), slotCount: slotCount,
      isConstant: variables.isEmpty && !node.callsHost)
  }

  private func turningPoints(_ node: Node) -> [Value]? {
    switch node.meaning {
    case .variable, .isPresent, .constant: return []
    case .local, .function, .slots, .fault, nil: break
    }
    switch node.kind {
    case .literal: return []
    case .call(let name, target: nil, arguments: let operands) where operands.count == 2:
      if name == "@in" {
        guard operands[0].isVariable, case .list(let elements) = constant(operands[1]) else { return nil }
        return elements
      }
      guard ["_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_"].contains(name) else { return nil }
      if operands[0].isVariable, let value = constant(operands[1]) { return [value] }
      if operands[1].isVariable, let value = constant(operands[0]) { return [value] }
      return nil
    case .name, .select, .has, .index, .call, .list, .map, .message, .and, .or, .conditional, .comprehension, .bind,
      .optionalMap, .faulty:
      return nil
    }
  }

  /// The value of a part that reads nothing. A function that the host shares with the language, such as `date`, is
  /// asked as far as the language answers it.
  private func constant(_ node: Node) -> Value? {
    guard node.variables.isEmpty else { return nil }
    return try? expression(node).evaluate(PlainActivation(), costLimit: 10_000)
  }
}

extension Node {
  fileprivate var isVariable: Bool {
    if case .variable = meaning { true } else { false }
  }

  fileprivate var callsHost: Bool {
    if case .function(_, _, host: let host) = meaning, !host.isEmpty { return true }
    return parts.contains(where: \.callsHost)
  }

  /// The environment's variables that it reads.
  fileprivate var variables: Set<Int> {
    switch meaning {
    case .variable(let index), .isPresent(let index): [index]
    case .local, .constant, .function, .slots, .fault, nil: parts.reduce(into: []) { $0.formUnion($1.variables) }
    }
  }

  private var parts: [Node] {
    switch kind {
    case .literal, .name, .faulty: []
    case .select(let operand, _, _), .has(let operand, _): [operand]
    case .index(let operand, let key, _): [operand, key]
    case .call(_, let target, let arguments): [target].compactMap(\.self) + arguments
    case .list(let items): items.map(\.node)
    case .map(let items): items.flatMap { [$0.key, $0.value] }
    case .message(_, _, let fields): fields.map(\.value)
    case .and(let operands), .or(let operands): operands
    case .conditional(let condition, let yes, let no): [condition, yes, no]
    case .comprehension(let macro): [macro.range] + [macro.condition, macro.transform].compactMap(\.self)
    case .bind(_, let value, let body), .optionalMap(let value, _, let body, _): [value, body]
    }
  }
}
