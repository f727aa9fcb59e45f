/// Turns a checked tree into steps: names become places, constants are worked out beforehand, and common shapes get
/// steps of their own.
struct Compiler {
  let environment: Environment

  func step(_ node: Node) -> any Step {
    if case .fault(let error) = node.meaning { return FaultStep(error) }
    switch node.kind {
    case .literal(let value): return ConstantStep(value)
    case .name: return named(node) ?? faulty
    case .select(let operand, let field, let isOptional):
      return named(node) ?? SelectionStep(step(operand), field, isOptional: isOptional)
    case .has(let operand, let field): return named(node) ?? FieldPresenceStep(step(operand), field)
    case .index(let operand, let key, let isOptional):
      return call(isOptional ? "_[?_]" : "_[_]", isMember: false, host: [], [step(operand), step(key)])
    case .call(_, let target, let arguments):
      guard case .function(let name, let isMember, let host) = node.meaning else { return faulty }
      let all = (isMember ? [target].compactMap { $0 } : []) + arguments
      return call(name, isMember: isMember, host: host, all.map(step))
    case .list(let items):
      let steps = items.map { (step: step($0.node), isOptional: $0.isOptional) }
      return folded(ListStep(steps), steps.map(\.step))
    case .map(let items):
      let steps: [MapStep.Item] = items.map { (step($0.key), step($0.value), $0.isOptional) }
      return folded(MapStep(steps), steps.flatMap { [$0.key, $0.value] })
    case .message(_, _, let fields): return anyValue(fields)
    case .and(let operands): return AndStep(operands.map(step))
    case .or(let operands): return OrStep(operands.map(step))
    case .conditional(let condition, let yes, let no): return ConditionalStep(step(condition), step(yes), step(no))
    case .comprehension(let macro): return comprehension(node, macro)
    case .bind(_, let value, let body):
      guard case .slots(let slot, _) = node.meaning else { return faulty }
      return BindStep(slot, step(value), step(body))
    case .optionalMap(let target, _, let body, let isFlat):
      guard case .slots(let slot, _) = node.meaning else { return faulty }
      return OptionalMapStep(step(target), slot, step(body), isFlat: isFlat)
    case .faulty: return faulty
    }
  }

  private var faulty: any Step {
    FaultStep(EvaluationError(.invalidArgument, "this part of the expression could not be read"))
  }

  /// What a name or selection stands for as a whole; nil where it is a selection after all.
  private func named(_ node: Node) -> (any Step)? {
    switch node.meaning {
    case .variable(let index): VariableStep(index)
    case .local(let slot): LocalStep(slot)
    case .constant(let value): ConstantStep(value)
    case .isPresent(let index): PresenceStep(index)
    case .function, .slots, .fault, nil: nil
    }
  }

  private func call(_ name: String, isMember: Bool, host: [Int], _ arguments: [any Step]) -> any Step {
    let function = Library.function(name, isMember: isMember, count: arguments.count)
    if !host.isEmpty {
      let overloads = host.map { (index: $0, function: environment.functions[$0]) }
      return HostCallStep(name, overloads, otherwise: function?.body, arguments)
    }
    guard let function else {
      return FaultStep(EvaluationError(.noSuchOverload, "\(Library.shown(name)) does not take these arguments"))
    }
    if let special = special(name, arguments) { return special }
    switch function.body {
    case .unary(let body): return folded(UnaryStep(body, arguments[0]), arguments)
    case .binary(let body): return folded(BinaryStep(body, arguments[0], arguments[1]), arguments)
    case .nullary, .several: return folded(CallStep(name, function.body, arguments), arguments)
    }
  }

  /// A step made for a common shape.
  private func special(_ name: String, _ arguments: [any Step]) -> (any Step)? {
    if name == "!_" { return NotStep(arguments[0]) }
    guard arguments.count == 2 else { return nil }
    if name == "_==_" || name == "_!=_" {
      return equality(arguments[0], arguments[1], isNegated: name == "_!=_")
    }
    if let comparison = Comparison(rawValue: name) {
      if let variable = arguments[0] as? VariableStep, case .int(let number) = constant(arguments[1]) {
        return WholeOrderStep(comparison, variable.variable, number)
      }
      return OrderStep(comparison, arguments[0], arguments[1])
    }
    if name == "@in", case .string(let key) = constant(arguments[0]), let variable = arguments[1] as? VariableStep {
      return KeyStep(key, in: variable.variable)
    }
    if name == "matches", case .string(let text) = constant(arguments[1]), let pattern = try? Pattern(text) {
      return MatchStep(arguments[0], pattern)
    }
    return nil
  }

  private func equality(_ left: any Step, _ right: any Step, isNegated: Bool) -> any Step {
    for (one, other) in [(left, right), (right, left)] {
      if let variable = one as? VariableStep, case .string(let text) = constant(other) {
        return TextEqualityStep(variable.variable, text, isNegated: isNegated)
      }
    }
    return EqualityStep(left, right, isNegated: isNegated)
  }

  private func constant(_ step: any Step) -> Value? {
    (step as? ConstantStep)?.value
  }

  /// The step's value, worked out now, where it depends on constants only, is cheap and has no fault.
  private func folded(_ step: any Step, _ parts: [any Step]) -> any Step {
    guard parts.allSatisfy({ $0 is ConstantStep }) else { return step }
    var frame = Frame(activation: PlainActivation(), meter: Meter(limit: 1_000), locals: [])
    guard let value = try? step.evaluate(&frame), (try? value.measure(&frame.meter)) != nil else { return step }
    return ConstantStep(value)
  }

  /// `google.protobuf.Value{…}`, which stands for what is in it.
  private func anyValue(_ fields: [MessageField]) -> any Step {
    guard let field = fields.first, field.name != "null_value" else { return ConstantStep(.null) }
    return step(field.value)
  }

  private func comprehension(_ node: Node, _ macro: Comprehension) -> any Step {
    guard case .slots(let first, let second) = node.meaning else { return faulty }
    let traversal = Traversal(range: step(macro.range), first: first, second: second)
    let condition = macro.condition.map(step)
    let transform = macro.transform.map(step)
    switch macro.kind {
    case .all: return QuantifierStep(traversal, condition ?? faulty, decisive: false)
    case .exists: return QuantifierStep(traversal, condition ?? faulty, decisive: true)
    case .existsOne: return ExistsOneStep(traversal, condition ?? faulty)
    case .filter: return CollectStep(traversal, condition, LocalStep(first))
    case .map, .transformList: return CollectStep(traversal, condition, transform ?? faulty)
    case .transformMap: return CollectMapStep(traversal, condition, transform ?? faulty, makesEntries: false)
    case .transformMapEntry: return CollectMapStep(traversal, condition, transform ?? faulty, makesEntries: true)
    }
  }
}
