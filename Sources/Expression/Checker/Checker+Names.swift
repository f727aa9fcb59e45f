extension Checker {
  mutating func nameType(_ node: Node) -> Type {
    guard case .name(let name, let isAbsolute) = node.kind else { return .error }
    if !isAbsolute, let local = locals.last(where: { $0.name == name }) {
      node.meaning = .local(local.slot)
      return local.type
    }
    if let type = resolve(name, isAbsolute: isAbsolute, node) { return type }
    return unknown(name, node)
  }

  /// The type of a qualified name that is a variable or constant; nil where nothing has that name.
  private mutating func resolve(_ name: String, isAbsolute: Bool, _ node: Node) -> Type? {
    for candidate in names.candidates(for: name, isAbsolute: isAbsolute) {
      if let index = names.variable(candidate) {
        node.meaning = .variable(index)
        read.insert(index)
        return isChecked ? environment.variables[index].type : .dyn
      }
      if let constant = NameTable.constants[candidate] {
        node.meaning = .constant(constant.value)
        return constant.type
      }
    }
    return nil
  }

  private mutating func unknown(_ name: String, _ node: Node) -> Type {
    node.meaning = .fault(EvaluationError(.unknownName, "there is no \"\(name)\""))
    let known = locals.map(\.name) + environment.variables.map(\.name) + names.prefixes
    report(
      .unknownName, at: node.place, "there is no \"\(name)\" here", remedy: Suggestion.remedy(for: name, among: known))
    return isChecked ? .error : .dyn
  }

  /// Whether the leftmost part of a dotted name is a variable of a macro, which hides all others of its name.
  private func startsLocally(_ node: Node) -> Bool {
    switch node.kind {
    case .name(let name, let isAbsolute): !isAbsolute && locals.contains { $0.name == name }
    case .select(let operand, _, _): startsLocally(operand)
    case .literal, .has, .index, .call, .list, .map, .message, .and, .or, .conditional, .comprehension, .bind,
      .optionalMap, .faulty:
      false
    }
  }

  /// The variable that a field of a node is by its qualified name, the longest name first.
  private mutating func qualified(_ operand: Node, _ field: String, _ node: Node) -> Type? {
    guard let name = Parser.qualifiedName(operand), !startsLocally(operand) else { return nil }
    return resolve("\(name.name).\(field)", isAbsolute: name.isAbsolute, node)
  }

  mutating func selectionType(_ node: Node, _ operand: Node, _ field: String, isOptional: Bool) -> Type {
    if !isOptional, let type = qualified(operand, field, node) { return type }
    if let type = unknownBelow(operand, field, node) { return type }
    let operandType = check(operand)
    return fieldType(of: operandType, field, node, isOptional: isOptional)
  }

  mutating func presenceType(_ node: Node, _ operand: Node, _ field: String) -> Type {
    if qualified(operand, field, node) != nil {
      if case .variable(let index) = node.meaning { node.meaning = .isPresent(index) }
      return .bool
    }
    if unknownBelow(operand, field, node) != nil { return .bool }
    _ = fieldType(of: check(operand), field, node, isOptional: false)
    return .bool
  }

  /// A field of a name whose fields are all declared, but not this one: `data.natoin`.
  private mutating func unknownBelow(_ operand: Node, _ field: String, _ node: Node) -> Type? {
    guard isChecked, let name = Parser.qualifiedName(operand), !startsLocally(operand) else { return nil }
    let prefixes = names.candidates(for: name.name, isAbsolute: name.isAbsolute).filter { names.hasNamesBelow($0) }
    guard let prefix = prefixes.first else { return nil }
    let full = "\(name.name).\(field)"
    // Longer names are looked up outermost first: part of a declared one is no mistake.
    guard !names.hasNamesBelow("\(prefix).\(field)") else { return nil }
    let fields = environment.variables.map(\.name).filter { $0.hasPrefix(prefix + ".") }
      .map { String($0.dropFirst(prefix.count + 1)) }
    report(
      .unknownField, at: node.place, "there is no \"\(full)\" here",
      remedy: Suggestion.remedy(for: field, among: fields)?.replacingName(with: name.name + "."))
    return .error
  }

  /// The type of a field of a value.
  private mutating func fieldType(of operand: Type, _ field: String, _ node: Node, isOptional: Bool) -> Type {
    guard isChecked else { return .dyn }
    var type = unifier.resolve(operand)
    if case .wrapper(let inner) = type { type = inner }
    switch type {
    case .optional(let inner): return .optional(plainFieldType(of: unifier.resolve(inner), field, node))
    case .dyn, .null, .bool, .int, .uint, .double, .decimal, .string, .bytes, .list, .map, .timestamp, .duration,
      .date, .type, .wrapper, .opaque, .parameter, .error, .unknown:
      let field = plainFieldType(of: type, field, node)
      return isOptional && field != .error ? .optional(field) : field
    }
  }

  private mutating func plainFieldType(of type: Type, _ field: String, _ node: Node) -> Type {
    switch type {
    case .map(let key, let value):
      if !unifier.assign(.string, to: key) {
        report(
          .type, at: node.mark, "the keys of this map are \(shown(key)), not names", remedy: "index it with [ ]")
      }
      return value
    case .dyn, .error, .parameter: return .dyn
    case .unknown:
      _ = unifier.assign(.dyn, to: type)
      return .dyn
    case .null, .bool, .int, .uint, .double, .decimal, .string, .bytes, .list, .timestamp, .duration, .date, .type,
      .wrapper, .optional, .opaque:
      report(.type, at: node.mark, "\(shown(type)) has no field \"\(field)\"", remedy: "only maps have fields")
      return .error
    }
  }
}

extension String {
  /// The remedy `did you mean "x"?` with what stands before the name put in.
  fileprivate func replacingName(with prefix: String) -> String {
    guard let quote = firstIndex(of: "\"") else { return self }
    var text = self
    text.insert(contentsOf: prefix, at: index(after: quote))
    return text
  }
}
