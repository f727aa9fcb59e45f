extension Parser {
  /// A literal, a name, a call, or something in brackets.
  mutating func primary() -> Node {
    let start = token.place
    switch token.kind {
    case .int(let value): return wholeNumber(value, start)
    case .uint(let value):
      position += 1
      guard let value else {
        log.add(.syntax, at: start, "this number is too large", remedy: "the largest uint is 18446744073709551615")
        return node(.literal(.uint(0)), over: [], from: start)
      }
      return node(.literal(.uint(value)), over: [], from: start)
    case .double(let value): return literal(.double(value))
    case .string(let value): return literal(.string(value))
    case .bytes(let value): return literal(.bytes(value))
    case .name("true"): return literal(.bool(true))
    case .name("false"): return literal(.bool(false))
    case .name("null"): return literal(.null)
    case .name(let name): return named(name, isAbsolute: false, from: start)
    case .sign("."):
      position += 1
      if case .name(let name) = token.kind, !Self.keywords.contains(name) {
        return named(name, isAbsolute: true, from: start)
      }
      unexpected("a name is missing after this dot")
      return faulty()
    case .sign("("): return grouped()
    case .sign("["): return list()
    case .sign("{"): return map()
    case .quotedName:
      unexpected("a name in backquotes can only stand after a dot", remedy: "write the name of a value before it")
      return faulty()
    case .sign(let sign):
      unexpected("a value is missing before '\(sign)'", remedy: "write a value, a name or a call here")
      return faulty()
    case .end:
      unexpected("the expression breaks off here", remedy: "write a value, a name or a call")
      return faulty()
    }
  }

  private mutating func literal(_ value: Value) -> Node {
    let start = token.place
    position += 1
    return node(.literal(value), over: [], from: start)
  }

  private mutating func wholeNumber(_ value: UInt64?, _ start: Place) -> Node {
    position += 1
    guard let value, let number = Int64(exactly: value) else {
      log.add(
        .syntax, at: start, "this number is too large for an int",
        remedy: "the largest is 9223372036854775807; write u behind it for a uint, or .0 for a double")
      return node(.literal(.int(0)), over: [], from: start)
    }
    return node(.literal(.int(number)), over: [], from: start)
  }

  private mutating func named(_ name: String, isAbsolute: Bool, from start: Place) -> Node {
    let mark = token.place
    if name == "in" {
      unexpected("a value is missing before 'in'", remedy: "write value in list")
      return faulty()
    }
    if Self.reserved.contains(name) {
      unexpected("'\(name)' is a reserved word", remedy: "use another name")
      return faulty()
    }
    position += 1
    if token.isSign("(") { return call(isAbsolute ? "." + name : name, target: nil, mark: mark, from: start) }
    return node(.name(name, isAbsolute: isAbsolute), over: [], from: start, mark: mark)
  }

  private mutating func grouped() -> Node {
    let opening = token.place
    position += 1
    let inner = expression()
    close(")", openedAt: opening, "this bracket")
    return inner
  }

  private mutating func list() -> Node {
    let start = token.place
    position += 1
    var items: [ListItem] = []
    while !token.isSign("]"), token.kind != .end {
      let isOptional = take("?")
      items.append(ListItem(node: expression(), isOptional: isOptional))
      guard goesOn(before: "]") else { break }
    }
    close("]", openedAt: start, "this list")
    return node(.list(items), over: items.map(\.node), from: start)
  }

  private mutating func map() -> Node {
    let start = token.place
    position += 1
    var items: [MapItem] = []
    while !token.isSign("}"), token.kind != .end {
      let isOptional = take("?")
      let key = expression()
      if !take(":"), !isLost { unexpected("the value of this key is missing", remedy: "write key: value") }
      if !isLost { items.append(MapItem(key: key, value: expression(), isOptional: isOptional)) }
      guard goesOn(before: "}") else { break }
    }
    close("}", openedAt: start, "this map")
    return node(.map(items), over: items.flatMap { [$0.key, $0.value] }, from: start)
  }

  /// `Name{field: value}`, whose name is read already.
  mutating func message(_ name: (name: String, isAbsolute: Bool), _ operand: Node) -> Node {
    let opening = token.place
    position += 1
    var fields: [MessageField] = []
    while !token.isSign("}"), token.kind != .end {
      if take("?") { unexpected("a field of a message can't be optional here") }
      switch token.kind {
      case .name(let field), .quotedName(let field):
        position += 1
        if take(":") {
          fields.append(MessageField(name: field, value: expression()))
        } else {
          unexpected("the value of this field is missing", remedy: "write field: value")
        }
      case .int, .uint, .double, .string, .bytes, .sign, .end:
        unexpected("a field's name is missing here", remedy: "write field: value")
      }
      guard goesOn(before: "}") else { break }
    }
    close("}", openedAt: opening, "this message")
    return node(
      .message(name.name, isAbsolute: name.isAbsolute, fields: fields), over: fields.map(\.value), from: operand.place)
  }
}
