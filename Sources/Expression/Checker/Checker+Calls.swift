extension Checker {
  mutating func callType(_ node: Node, _ name: String, _ target: Node?, _ arguments: [Node]) -> Type {
    if let target {
      // strings.quote(x): a name before the dot may be a namespace rather than a value.
      if let space = Parser.qualifiedName(target), !isLocal(space.name),
        let full = function("\(space.name).\(name)", isAbsolute: space.isAbsolute)
      {
        return call(full, isMember: false, arguments, node)
      }
      guard isKnownMember(name) else {
        return unknownFunction(name, isMember: true, target: target, arguments, node)
      }
      return call(name, isMember: true, [target] + arguments, node)
    }
    if Self.isOperator(name) { return call(name, isMember: false, arguments, node) }
    let isAbsolute = name.hasPrefix(".")
    guard let full = function(isAbsolute ? String(name.dropFirst()) : name, isAbsolute: isAbsolute) else {
      return unknownFunction(name, isMember: false, target: nil, arguments, node)
    }
    return call(full, isMember: false, arguments, node)
  }

  static func isOperator(_ name: String) -> Bool {
    name.hasPrefix("@") || (name.contains("_") && name.utf8.contains { !Lexer.continuesName($0) && $0 != 0x2E })
  }

  private func isLocal(_ name: String) -> Bool {
    let first = name.prefix { $0 != "." }
    return locals.contains { $0.name == first }
  }

  /// The full name of a function, found as names are; nil where there is none.
  private func function(_ name: String, isAbsolute: Bool) -> String? {
    names.candidates(for: name, isAbsolute: isAbsolute).first { candidate in
      names.hostFunctions(candidate).contains { !environment.functions[$0].isMember }
        || Library.byName[candidate]?.contains { $0.overloads.contains { !$0.isMember } } == true
    }
  }

  private func isKnownMember(_ name: String) -> Bool {
    names.hostFunctions(name).contains { environment.functions[$0].isMember }
      || Library.byName[name]?.contains { $0.overloads.contains(where: \.isMember) } == true
  }

  private mutating func unknownFunction(
    _ name: String, isMember: Bool, target: Node?, _ arguments: [Node], _ node: Node
  ) -> Type {
    if let target { check(target) }
    for argument in arguments { check(argument) }
    node.meaning = .fault(EvaluationError(.unknownFunction, "there is no function \"\(name)\""))
    if isMember, function(name, isAbsolute: false) != nil {
      report(
        .unknownFunction, at: node.mark, "\"\(name)\" is not called on a value", remedy: "write \(name)(…)")
    } else if !isMember, isKnownMember(name) {
      report(
        .unknownFunction, at: node.mark, "\"\(name)\" is called on a value", remedy: "write value.\(name)(…)")
    } else {
      let known = Library.names + Self.macros + environment.functions.map(\.name)
      report(
        .unknownFunction, at: node.mark, "there is no function \"\(name)\"",
        remedy: Self.macros.contains(name)
          ? "this macro takes other arguments, for example list.\(name)(x, …)"
          : Suggestion.remedy(for: name, among: known))
    }
    return isChecked ? .error : .dyn
  }

  private static let macros = [
    "all", "exists", "exists_one", "existsOne", "filter", "has", "map", "transformList", "transformMap",
    "transformMapEntry", "optMap", "optFlatMap",
  ]

  private mutating func call(_ name: String, isMember: Bool, _ arguments: [Node], _ node: Node) -> Type {
    let types = arguments.map { check($0) }
    let host = names.hostFunctions(name).filter {
      let function = environment.functions[$0]
      return function.isMember == isMember && function.parameters.count == arguments.count
    }
    if !host.isEmpty { callsHost = true }
    node.meaning = .function(name, isMember: isMember, host: host)
    if name == "math.greatest" || name == "math.least" { return extremeType(name, types, arguments, node) }
    var overloads = host.map { environment.functions[$0] }
    if let function = Library.function(name, isMember: isMember, count: arguments.count) {
      overloads += function.overloads.filter { $0.isMember == isMember }
    }
    guard isChecked else { return .dyn }
    guard !overloads.isEmpty else {
      report(
        .type, at: node.mark, "\"\(name)\" does not take \(Self.counted(arguments.count - (isMember ? 1 : 0)))",
        remedy: expectedCounts(name, isMember: isMember))
      return .error
    }
    let type = choose(overloads, types, node)
    if type != .error { checkPattern(name, arguments) }
    return type
  }

  private static func counted(_ count: Int) -> String {
    count == 1 ? "1 argument" : "\(count) arguments"
  }

  private func expectedCounts(_ name: String, isMember: Bool) -> String {
    let library = (Library.byName[name] ?? []).flatMap(\.overloads)
    let all = library + names.hostFunctions(name).map { environment.functions[$0] }
    let counts = Set(all.filter { $0.isMember == isMember }.map { $0.parameters.count - (isMember ? 1 : 0) })
    return "it takes \(counts.sorted().map(String.init).joined(separator: " or "))"
  }

  /// An operator's type.
  mutating func operation(_ name: String, _ types: [Type], _ node: Node) -> Type {
    node.meaning = .function(name, isMember: false, host: [])
    guard isChecked else { return .dyn }
    return choose(Library.byName[name]?.flatMap(\.overloads) ?? [], types, node)
  }

  /// The result of the overloads that take the arguments: of the first, or `dyn` where several disagree.
  ///
  /// CEL's own overloads are asked first, so that what is unknown stays a CEL value: decimals and dates, which are
  /// ours, are only found where nothing else fits.
  private mutating func choose(_ overloads: [Function], _ types: [Type], _ node: Node) -> Type {
    let result =
      result(of: overloads.filter { !$0.isOfOurOwn }, types) ?? result(of: overloads.filter(\.isOfOurOwn), types)
    if let result { return result }
    if !types.contains(.error) {
      report(.type, at: node.mark, mismatch(overloads, types), remedy: mixRemedy(types))
    }
    return .error
  }

  private mutating func result(of overloads: [Function], _ types: [Type]) -> Type? {
    var result: Type?
    for overload in overloads where overload.parameters.count == types.count {
      var places: [String: Type] = [:]
      let parameters = overload.parameters.map { open($0, &places) }
      guard unifier.assign(types, to: parameters) else { continue }
      let opened = open(overload.result, &places)
      let answer = unifier.resolve(opened)
      if let earlier = result {
        if earlier != answer { result = .dyn }
      } else {
        result = answer
      }
    }
    return result
  }

  private func mismatch(_ overloads: [Function], _ types: [Type]) -> String {
    let name = Library.shown(overloads.first?.name ?? "")
    let given = types.map { shown($0) }
    if types.count == 2, name.utf8.allSatisfy({ !Lexer.continuesName($0) }) || name == "in" {
      return "\(name) does not go between \(given[0]) and \(given[1])"
    }
    return "\(name) does not take (\(given.joined(separator: ", ")))"
  }

  /// A way out where two types of number meet.
  private func mixRemedy(_ types: [Type]) -> String? {
    guard types.count == 2 else { return nil }
    let pair = Set(types.map { unifier.resolve($0) })
    if pair == [.int, .double] { return "write the whole number with .0, or double(…) around it" }
    if pair == [.int, .uint] { return "write int(…) or uint(…) around one of them" }
    if pair == [.decimal, .double] { return "write decimal('…') for an exact number" }
    if pair.contains(.string), pair.contains(.int) || pair.contains(.double) || pair.contains(.decimal) {
      return "string(…) turns a number into text"
    }
    if pair.contains(.string), pair.contains(.date) { return "write date('2026-01-05') for a day" }
    if pair.contains(.string), pair.contains(.timestamp) { return "write timestamp('2026-01-05T09:00:00Z') for a time" }
    return pair.contains(.null) ? "this value is never null" : nil
  }

  /// A declared type with fresh places for its parameters.
  private mutating func open(_ type: Type, _ places: inout [String: Type]) -> Type {
    switch type {
    case .parameter(let name):
      if let place = places[name] { return place }
      let place = unifier.fresh()
      places[name] = place
      return place
    case .list(let element): return .list(open(element, &places))
    case .map(let key, let value): return .map(open(key, &places), open(value, &places))
    case .type(let inner): return .type(inner.map { open($0, &places) })
    case .wrapper(let inner): return .wrapper(open(inner, &places))
    case .optional(let inner): return .optional(open(inner, &places))
    case .opaque(let name, let parameters):
      return parameters.isEmpty ? type : .opaque(name, parameters.map { open($0, &places) })
    case .dyn, .null, .bool, .int, .uint, .double, .decimal, .string, .bytes, .timestamp, .duration, .date, .error,
      .unknown:
      return type
    }
  }

  /// A constant pattern is compiled now, so that its faults are found now.
  private mutating func checkPattern(_ name: String, _ arguments: [Node]) {
    guard name == "matches", arguments.count == 2, case .literal(.string(let text)) = arguments[1].kind else { return }
    do {
      _ = try Pattern(text)
    } catch {
      report(.constant, at: arguments[1].place, "this pattern can't be read: \(error.message)")
    }
  }

  /// `math.greatest` and `math.least` take one list or any number of numbers.
  private mutating func extremeType(_ name: String, _ types: [Type], _ arguments: [Node], _ node: Node) -> Type {
    guard isChecked else { return .dyn }
    var given = types.map { unifier.resolve($0) }
    if given.count == 1, case .list(let element) = given[0] { given = [unifier.resolve(element)] }
    guard let first = given.first else {
      report(.type, at: node.mark, "\(name) needs at least one number")
      return .error
    }
    for (index, type) in given.enumerated() {
      switch type {
      case .int, .uint, .double, .decimal, .dyn, .error, .wrapper(.int), .wrapper(.uint), .wrapper(.double),
        .wrapper(.decimal):
        continue
      case .null, .bool, .string, .bytes, .list, .map, .timestamp, .duration, .date, .type, .wrapper, .optional,
        .opaque, .parameter, .unknown:
        report(.type, at: arguments[index].place, "\(name) takes numbers, and this is \(shown(type))")
        return .error
      }
    }
    return given.allSatisfy { $0 == first } ? first : .dyn
  }
}

extension Function {
  /// Whether it takes types that CEL does not have.
  fileprivate var isOfOurOwn: Bool {
    parameters.contains { $0 == .decimal || $0 == .date }
  }
}
