/// Finds out what every name means and what type every part has.
///
/// Unchecked, it only finds out what names mean: whatever is wrong is left for the run to say.
struct Checker {
  let environment: Environment
  var names: NameTable { environment.names }
  let isChecked: Bool
  var unifier = Unifier()
  var log = ProblemLog()
  /// The variables of the macros around the part that is being looked at, the innermost last.
  var locals: [(name: String, type: Type, slot: Int)] = []
  /// How many slots the deepest place needs.
  private(set) var slotCount = 0
  /// The environment's variables that are read.
  var read: Set<Int> = []
  /// Whether a host function is called.
  var callsHost = false
  private var nodes: [Node] = []

  init(_ environment: Environment, isChecked: Bool) {
    self.environment = environment
    self.isChecked = isChecked
  }

  /// Checks a whole expression; its nodes know their types afterwards.
  ///
  /// - Throws: everything that is wrong with it.
  mutating func checkWhole(_ root: Node, expecting expected: Type?) throws(ExpressionProblems) {
    let type = check(root)
    if let expected, isChecked, type != .error, !unifier.assign(type, to: expected) {
      log.add(
        .type, at: root.place, "this is \(shown(type)), and \(shown(expected)) is needed here",
        remedy: Self.remedy(from: unifier.resolve(type), to: expected))
    }
    guard log.isEmpty else { throw log.all }
    for node in nodes { node.type = isChecked ? unifier.resolve(node.type, openIsDyn: true) : .dyn }
    nodes = []
  }

  /// Checks a part and notes its type.
  @discardableResult
  mutating func check(_ node: Node) -> Type {
    let type = type(of: node)
    node.type = type
    nodes.append(node)
    return type
  }

  private mutating func type(of node: Node) -> Type {
    switch node.kind {
    case .literal(let value): literalType(value)
    case .name: nameType(node)
    case .select(let operand, let field, let isOptional): selectionType(node, operand, field, isOptional: isOptional)
    case .has(let operand, let field): presenceType(node, operand, field)
    case .index(let operand, let key, let isOptional):
      operation(isOptional ? "_[?_]" : "_[_]", [check(operand), check(key)], node)
    case .call(let name, let target, let arguments): callType(node, name, target, arguments)
    case .list(let items): listType(items)
    case .map(let items): mapType(items)
    case .message(let name, let isAbsolute, let fields): messageType(node, name, isAbsolute, fields)
    case .and(let operands), .or(let operands): logicalType(operands)
    case .conditional(let condition, let yes, let no): conditionalType(node, condition, yes, no)
    case .comprehension(let comprehension): comprehensionType(node, comprehension)
    case .bind(let name, let value, let body): bindType(node, name, value, body)
    case .optionalMap(let target, let name, let body, let isFlat):
      optionalMapType(node, target, name, body, isFlat: isFlat)
    case .faulty: .error
    }
  }

  private func literalType(_ value: Value) -> Type {
    value.simpleType ?? .dyn
  }

  /// Looks at a part with one or two more variables in view; answers their slots.
  mutating func with<Answer>(
    _ first: (name: String, type: Type), _ second: (name: String, type: Type)? = nil,
    _ body: (inout Checker) -> Answer
  ) -> (slots: Meaning, answer: Answer) {
    let slot = locals.count
    locals.append((first.name, first.type, slot))
    if let second { locals.append((second.name, second.type, slot + 1)) }
    slotCount = max(slotCount, locals.count)
    let answer = body(&self)
    locals.removeLast(second == nil ? 1 : 2)
    return (.slots(slot, second == nil ? nil : slot + 1), answer)
  }

  /// Notes a problem, where there is checking to be done.
  mutating func report(
    _ code: ExpressionProblem.Code, at place: Place, _ message: String, remedy: String? = nil
  ) {
    if isChecked { log.add(code, at: place, message, remedy: remedy) }
  }

  /// A type as messages name it.
  func shown(_ type: Type) -> String {
    unifier.resolve(type, openIsDyn: true).description
  }

  /// What turns one type into another, where one call does.
  static func remedy(from type: Type, to expected: Type) -> String? {
    switch (type, expected) {
    case (_, .string): "string(…) turns it into text"
    case (.string, .int), (.double, .int), (.uint, .int): "int(…) turns it into an int"
    case (.string, .double), (.int, .double), (.uint, .double): "double(…) turns it into a double"
    case (.string, .decimal), (.int, .decimal), (.double, .decimal): "write decimal('…') for an exact number"
    case (.string, .timestamp): "timestamp('…') turns it into a timestamp"
    case (.string, .duration): "duration('…') turns it into a duration"
    case (.string, .date): "date('…') turns it into a date"
    case (_, .bool): "compare it with something, for example with =="
    default: nil
    }
  }
}
