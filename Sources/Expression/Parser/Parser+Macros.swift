extension Parser {
  /// The macro that a call is, or nil where it is none and stays a call.
  mutating func macro(_ name: String, _ target: Node?, _ arguments: [Node], from start: Place, mark: Place) -> Node? {
    guard let target else {
      return name == "has" && arguments.count == 1 ? has(arguments[0], from: start, mark: mark) : nil
    }
    if name == "bind", arguments.count == 3, case .name("cel", _) = target.kind {
      guard let variable = variable(arguments[0]) else { return fault(from: start) }
      return node(
        .bind(variable, value: arguments[1], body: arguments[2]), over: [arguments[1], arguments[2]], from: start,
        mark: mark)
    }
    if name == "optMap" || name == "optFlatMap", arguments.count == 2 {
      guard let variable = variable(arguments[0]) else { return fault(from: start) }
      return node(
        .optionalMap(target, name: variable, body: arguments[1], isFlat: name == "optFlatMap"),
        over: [target, arguments[1]], from: start, mark: mark)
    }
    guard let shape = Self.shape(of: name, arguments.count) else { return nil }
    return comprehension(shape, over: target, arguments, from: start, mark: mark)
  }

  /// Which macro a name and a number of arguments are, and how many of them are variables.
  private static func shape(of name: String, _ count: Int) -> (kind: Comprehension.Kind, variables: Int)? {
    switch (name, count) {
    case ("all", 2): (.all, 1)
    case ("all", 3): (.all, 2)
    case ("exists", 2): (.exists, 1)
    case ("exists", 3): (.exists, 2)
    case ("exists_one", 2), ("existsOne", 2): (.existsOne, 1)
    case ("exists_one", 3), ("existsOne", 3): (.existsOne, 2)
    case ("filter", 2): (.filter, 1)
    case ("map", 2), ("map", 3): (.map, 1)
    case ("transformList", 3), ("transformList", 4): (.transformList, 2)
    case ("transformMap", 3), ("transformMap", 4): (.transformMap, 2)
    case ("transformMapEntry", 3), ("transformMapEntry", 4): (.transformMapEntry, 2)
    default: nil
    }
  }

  private mutating func comprehension(
    _ shape: (kind: Comprehension.Kind, variables: Int), over range: Node, _ arguments: [Node], from start: Place,
    mark: Place
  ) -> Node {
    guard let first = variable(arguments[0]) else { return fault(from: start) }
    var second: String?
    if shape.variables == 2 {
      guard let name = variable(arguments[1]) else { return fault(from: start) }
      guard name != first else {
        log.add(
          .syntax, at: arguments[1].place, "both variables are called '\(name)'", remedy: "give each a name of its own")
        return fault(from: start)
      }
      second = name
    }
    let bodies = Array(arguments[shape.variables...])
    let condition: Node?
    let transform: Node?
    switch shape.kind {
    case .all, .exists, .existsOne, .filter:
      condition = bodies[0]
      transform = nil
    case .map, .transformList, .transformMap, .transformMapEntry:
      condition = bodies.count == 2 ? bodies[0] : nil
      transform = bodies.last
    }
    let whole = Comprehension(
      kind: shape.kind, range: range, first: first, second: second, condition: condition, transform: transform)
    return node(.comprehension(whole), over: [range] + bodies, from: start, mark: mark)
  }

  private mutating func has(_ argument: Node, from start: Place, mark: Place) -> Node {
    guard case .select(let operand, let field, isOptional: false) = argument.kind else {
      log.add(
        .syntax, at: argument.place, "has() takes a field, such as has(data.answer)",
        remedy: "write the value, a dot and the field's name; for a list or a variable compare with null or use size()")
      return fault(from: start)
    }
    return node(.has(operand, field: field), over: [operand], from: start, mark: argument.mark)
  }

  private mutating func variable(_ node: Node) -> String? {
    if case .name(let name, isAbsolute: false) = node.kind { return name }
    log.add(.syntax, at: node.place, "this must be the name of a new variable", remedy: "write a simple name such as x")
    return nil
  }

  private mutating func fault(from start: Place) -> Node {
    Node(.faulty, place: start.through(lastPlace), height: 1)
  }
}
