extension Checker {
  mutating func listType(_ items: [ListItem]) -> Type {
    var element: Type?
    for item in items {
      var type = check(item.node)
      if item.isOptional { type = inside(type, item.node) }
      if isChecked { element = unifier.join(element, type) }
    }
    guard isChecked else { return .dyn }
    return .list(element ?? unifier.fresh())
  }

  mutating func mapType(_ items: [MapItem]) -> Type {
    var key: Type?
    var value: Type?
    for item in items {
      let keyType = check(item.key)
      checkKey(keyType, item.key)
      var valueType = check(item.value)
      if item.isOptional { valueType = inside(valueType, item.value) }
      guard isChecked else { continue }
      key = unifier.join(key, keyType)
      value = unifier.join(value, valueType)
    }
    guard isChecked else { return .dyn }
    return .map(key ?? unifier.fresh(), value ?? unifier.fresh())
  }

  private mutating func checkKey(_ type: Type, _ node: Node) {
    switch unifier.resolve(type) {
    case .bool, .int, .uint, .string, .dyn, .error, .parameter, .unknown, .wrapper: return
    case .null, .double, .decimal, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional, .opaque:
      report(
        .type, at: node.place, "\(shown(type)) can't be the key of a map",
        remedy: "keys are string, int, uint or bool")
    }
  }

  /// The type inside an optional, for an element that may be left out.
  private mutating func inside(_ type: Type, _ node: Node) -> Type {
    let place = unifier.fresh()
    if isChecked, !unifier.assign(type, to: .optional(place)) {
      report(
        .type, at: node.place, "an element behind ? must be optional, and this is \(shown(type))",
        remedy: "take out the ?, or use optional.of(…)")
      return .error
    }
    return unifier.resolve(place)
  }

  mutating func logicalType(_ operands: [Node]) -> Type {
    for operand in operands {
      let type = check(operand)
      needBool(type, operand)
    }
    return isChecked ? .bool : .dyn
  }

  mutating func needBool(_ type: Type, _ node: Node) {
    guard isChecked, type != .error, !unifier.assign(type, to: .bool) else { return }
    report(
      .type, at: node.place, "this must be true or false, and it is \(shown(type))",
      remedy: "compare it with something, for example with ==")
  }

  mutating func conditionalType(_ node: Node, _ condition: Node, _ yes: Node, _ no: Node) -> Type {
    needBool(check(condition), condition)
    let first = check(yes)
    let second = check(no)
    guard isChecked else { return .dyn }
    if first == .error || second == .error { return .error }
    let place = unifier.fresh()
    guard unifier.assign([first, second], to: [place, place]) else {
      report(
        .type, at: node.mark, "the two answers are \(shown(first)) and \(shown(second))",
        remedy: "make both the same type, or write dyn(…) around one")
      return .error
    }
    return unifier.resolve(place)
  }

  mutating func bindType(_ node: Node, _ name: String, _ value: Node, _ body: Node) -> Type {
    let type = check(value)
    let (slots, answer) = with((name, type)) { $0.check(body) }
    node.meaning = slots
    return answer
  }

  mutating func optionalMapType(_ node: Node, _ target: Node, _ name: String, _ body: Node, isFlat: Bool) -> Type {
    let inner = inside(check(target), target)
    let (slots, answer) = with((name, inner)) { $0.check(body) }
    node.meaning = slots
    guard isChecked else { return .dyn }
    if answer == .error { return .error }
    return isFlat ? .optional(inside(answer, body)) : .optional(answer)
  }

  mutating func comprehensionType(_ node: Node, _ macro: Comprehension) -> Type {
    let (first, second) = elementTypes(check(macro.range), macro)
    let (slots, type) = with((macro.first, first), macro.second.map { ($0, second) }) { checker in
      if let condition = macro.condition { checker.needBool(checker.check(condition), condition) }
      let transform = macro.transform.map { checker.check($0) }
      return checker.resultType(macro, element: first, transform ?? .error)
    }
    node.meaning = slots
    return isChecked ? type : .dyn
  }

  /// The types of a macro's variables: index and element, or key and value, with the form of two.
  private mutating func elementTypes(_ range: Type, _ macro: Comprehension) -> (Type, Type) {
    guard isChecked else { return (.dyn, .dyn) }
    let isPair = macro.second != nil
    var type = unifier.resolve(range)
    if case .wrapper(let inner) = type { type = inner }
    switch type {
    case .list(let element): return isPair ? (.int, element) : (element, element)
    case .map(let key, let value): return (key, value)
    case .dyn, .error, .parameter: return (.dyn, .dyn)
    case .unknown:
      _ = unifier.assign(.dyn, to: type)
      return (.dyn, .dyn)
    case .null, .bool, .int, .uint, .double, .decimal, .string, .bytes, .timestamp, .duration, .date, .type, .wrapper,
      .optional, .opaque:
      report(
        .type, at: macro.range.place, "only a list or a map can be gone through, and this is \(shown(type))")
      return (.error, .error)
    }
  }

  private mutating func resultType(_ macro: Comprehension, element: Type, _ transform: Type) -> Type {
    switch macro.kind {
    case .all, .exists, .existsOne: return .bool
    case .filter: return .list(element)
    case .map, .transformList: return .list(transform)
    case .transformMap: return .map(element, transform)
    case .transformMapEntry:
      guard isChecked, transform != .error else { return .map(.dyn, .dyn) }
      let key = unifier.fresh()
      let value = unifier.fresh()
      if !unifier.assign(transform, to: .map(key, value)) {
        report(
          .type, at: macro.transform?.place ?? macro.range.place, "this must be a map, and it is \(shown(transform))",
          remedy: "write {key: value}")
      }
      return .map(unifier.resolve(key), unifier.resolve(value))
    }
  }

  /// Messages are not part of this language, but for the one that stands for any JSON value.
  mutating func messageType(_ node: Node, _ name: String, _ isAbsolute: Bool, _ fields: [MessageField]) -> Type {
    for field in fields { check(field.value) }
    if names.candidates(for: name, isAbsolute: isAbsolute).contains("google.protobuf.Value"), fields.count <= 1 {
      let known = ["null_value", "number_value", "string_value", "bool_value", "struct_value", "list_value"]
      if fields.allSatisfy({ known.contains($0.name) }) { return .dyn }
    }
    node.meaning = .fault(EvaluationError(.unknownName, "there is no message type \"\(name)\""))
    report(
      .unknownName, at: node.place, "there is no message type \"\(name)\"", remedy: "write a map, {'field': value}")
    return isChecked ? .error : .dyn
  }
}
