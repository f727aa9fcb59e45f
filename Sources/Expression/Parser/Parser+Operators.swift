extension Parser {
  /// A whole expression, with the conditional at its loosest.
  mutating func expression() -> Node {
    deeper { $0.conditional() }
  }

  private mutating func conditional() -> Node {
    let condition = logicalOr()
    guard token.isSign("?") else { return condition }
    let mark = token.place
    position += 1
    let yes = deeper { $0.logicalOr() }
    guard take(":") else {
      if !isLost { unexpected("this choice has no second answer", remedy: "write condition ? one : other") }
      return faulty()
    }
    let no = expression()
    return node(.conditional(condition, yes, no), over: [condition, yes, no], from: condition.place, mark: mark)
  }

  private mutating func logicalOr() -> Node {
    let first = logicalAnd()
    guard token.isSign("||") else { return first }
    var operands = [first]
    let mark = token.place
    while take("||") { operands.append(logicalAnd()) }
    return node(.or(operands), over: operands, from: first.place, mark: mark)
  }

  private mutating func logicalAnd() -> Node {
    let first = binary(above: 0)
    guard token.isSign("&&") else { return first }
    var operands = [first]
    let mark = token.place
    while take("&&") { operands.append(binary(above: 0)) }
    return node(.and(operands), over: operands, from: first.place, mark: mark)
  }

  /// How tight an operator binds; 0 for what is none.
  private var binding: (name: String, strength: Int)? {
    switch token.kind {
    case .sign(let sign):
      switch sign {
      case "==", "!=", "<", "<=", ">", ">=": ("_\(sign)_", 1)
      case "+", "-": ("_\(sign)_", 2)
      case "*", "/", "%": ("_\(sign)_", 3)
      default: nil
      }
    case .name("in"): ("@in", 1)
    case .name, .quotedName, .int, .uint, .double, .string, .bytes, .end: nil
    }
  }

  private mutating func binary(above strength: Int) -> Node {
    var left = unary()
    while let operation = binding, operation.strength > strength {
      let mark = token.place
      position += 1
      let right = binary(above: operation.strength)
      left = node(
        .call(operation.name, target: nil, arguments: [left, right]), over: [left, right], from: left.place, mark: mark)
    }
    return left
  }

  private mutating func unary() -> Node {
    if token.isSign("!") { return repeated("!", name: "!_") }
    if token.isSign("-") { return repeated("-", name: "-_") }
    return member()
  }

  /// One or more of the same sign before an operand.
  private mutating func repeated(_ sign: String, name: String) -> Node {
    var marks: [Place] = []
    while token.isSign(sign) {
      // The last minus before a number belongs to the number: -9223372036854775808 is one.
      if sign == "-", let negative = negativeNumber() {
        return wrap(negative, in: marks, name)
      }
      marks.append(token.place)
      position += 1
      guard marks.count <= ExpressionLimits.depth else {
        tooDeep(at: token.place)
        position = tokens.count - 1
        return faulty()
      }
    }
    if token.isSign("!") || token.isSign("-") {
      unexpected(
        "'\(sign)' can't stand before '\(token.isSign("!") ? "!" : "-")'", remedy: "put what follows in brackets")
      return faulty()
    }
    return wrap(member(), in: marks, name)
  }

  private mutating func wrap(_ operand: Node, in marks: [Place], _ name: String) -> Node {
    var result = operand
    for mark in marks.reversed() {
      result = node(.call(name, target: nil, arguments: [result]), over: [result], from: mark, mark: mark)
    }
    return result
  }

  /// A minus and the number after it, with the selections and calls that follow.
  private mutating func negativeNumber() -> Node? {
    let number: Value
    switch ahead(1).kind {
    case .int(let magnitude):
      guard let magnitude, magnitude <= UInt64(Int64.max) + 1 else { return nil }
      number = .int(Int64(truncatingIfNeeded: 0 &- magnitude))
    case .double(let value): number = .double(-value)
    case .uint, .string, .bytes, .name, .quotedName, .sign, .end: return nil
    }
    let start = token.place
    position += 2
    return postfix(node(.literal(number), over: [], from: start))
  }
}
