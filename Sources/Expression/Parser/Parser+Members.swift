extension Parser {
  /// A primary with the selections, calls and indexes that follow it.
  mutating func member() -> Node {
    postfix(primary())
  }

  mutating func postfix(_ start: Node) -> Node {
    var operand = start
    while !isLost {
      if take(".") {
        operand = selection(of: operand)
      } else if token.isSign("[") {
        operand = index(of: operand)
      } else if token.isSign("{"), let name = Self.qualifiedName(operand) {
        operand = message(name, operand)
      } else {
        break
      }
    }
    return operand
  }

  private mutating func selection(of operand: Node) -> Node {
    let isOptional = take("?")
    let mark = token.place
    let field: String
    switch token.kind {
    case .name(let name):
      guard !Self.keywords.contains(name) else {
        unexpected("'\(name)' can't be a field's name here", remedy: "write ['\(name)']")
        return operand
      }
      field = name
    case .quotedName(let name):
      field = name
      position += 1
      if token.isSign("(") { unexpected("a quoted name can't be a function") }
      return node(
        .select(operand, field: field, isOptional: isOptional), over: [operand], from: operand.place, mark: mark)
    case .int, .uint, .double, .string, .bytes, .sign, .end:
      unexpected("a field's name is missing here", remedy: "write a name after the dot")
      return operand
    }
    position += 1
    if !isOptional, token.isSign("(") { return call(field, target: operand, mark: mark, from: operand.place) }
    return node(
      .select(operand, field: field, isOptional: isOptional), over: [operand], from: operand.place, mark: mark)
  }

  private mutating func index(of operand: Node) -> Node {
    let mark = token.place
    position += 1
    let isOptional = take("?")
    let key = expression()
    close("]", openedAt: mark, "this index")
    return node(
      .index(operand, key, isOptional: isOptional), over: [operand, key], from: operand.place, mark: mark)
  }

  /// A call, or the macro that it is.
  mutating func call(_ name: String, target: Node?, mark: Place, from start: Place) -> Node {
    let opening = token.place
    position += 1
    var arguments: [Node] = []
    while !token.isSign(")"), token.kind != .end {
      arguments.append(expression())
      guard goesOn(before: ")") else { break }
      if token.isSign(")") { unexpected("an argument is missing here", remedy: "take out the last comma") }
    }
    close(")", openedAt: opening, "this call")
    if hasMacros, let macro = macro(name, target, arguments, from: start, mark: mark) { return macro }
    let children = (target.map { [$0] } ?? []) + arguments
    return node(.call(name, target: target, arguments: arguments), over: children, from: start, mark: mark)
  }

  /// The dotted name that a tree of selections spells, if it is one.
  static func qualifiedName(_ node: Node) -> (name: String, isAbsolute: Bool)? {
    var parts: [String] = []
    var current = node
    while true {
      switch current.kind {
      case .name(let name, let isAbsolute):
        parts.append(name)
        return (parts.reversed().joined(separator: "."), isAbsolute)
      case .select(let operand, let field, isOptional: false):
        parts.append(field)
        current = operand
      case .literal, .select, .has, .index, .call, .list, .map, .message, .and, .or, .conditional, .comprehension,
        .bind, .optionalMap, .faulty:
        return nil
      }
    }
  }

  static let keywords: Set<String> = ["true", "false", "null", "in"]

  static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
    "namespace", "return", "var", "void", "while",
  ]
}
