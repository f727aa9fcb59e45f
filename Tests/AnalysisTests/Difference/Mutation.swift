import JSON

/// One change of a workflow's file.
struct Mutation {
  let words: String
  let tree: JSONValue
  /// The keys of the language that it touches.
  let keys: [SchemaVisit.Key]
  /// Where it is.
  let path: [SchemaVisit.Step]
  /// What stood there and what stands there now, where both are bare values.
  var before: JSONValue?
  var after: JSONValue?

  /// Changes of a key that a workflow uses, and of keys that it might use beside it.
  ///
  /// - Parameters:
  ///   - samples: a value that each key has somewhere.
  ///   - words: names of states, parties, fields and so on, to put in the place of another.
  ///   - putsIn: whether keys are added, too.
  ///   - attempt: says whether the language takes it: of each sort a few of those are enough.
  static func attempt(
    of tree: JSONValue, at visit: SchemaVisit, samples: [SchemaVisit.Key: JSONValue], words: [String],
    putsIn: Bool, _ attempt: (Mutation) -> Bool
  ) {
    guard let value = tree.value(at: visit.path) else { return }
    var taken: Set<String> = []
    var tried: [String: Int] = [:]
    func take(_ words: String, _ changed: JSONValue?) {
      guard !taken.contains(words), tried[words, default: 0] < 30,
        let changedTree = tree.setting(changed, at: visit.path)
      else { return }
      var mutation = Mutation(
        words: "\(visit.key): \(words)", tree: changedTree, keys: visit.keys, path: visit.path)
      if words == "changed" { (mutation.before, mutation.after) = (value, changed) }
      tried[words, default: 0] += 1
      if attempt(mutation) { taken.insert(words) }
    }
    take("taken out", nil)
    for (words, changed) in variants(of: value, words: visit.key.refers ? words : []) { take(words, changed) }
    // Once for each mapping is enough.
    guard putsIn, case .member(let name)? = visit.path.last, case let parent = Array(visit.path.dropLast()),
      tree.value(at: parent)?.objectValue?.first?.key == name
    else { return }
    for sibling in SchemaVisit.siblings(of: visit.key) {
      let path = parent + [.member(sibling.name)]
      guard tree.value(at: path) == nil, let sample = samples[sibling], let more = tree.setting(sample, at: path) else {
        continue
      }
      _ = attempt(
        Mutation(words: "\(sibling): put in", tree: more, keys: visit.keys.dropLast() + [sibling], path: path))
    }
  }

  /// Other values in the place of one.
  private static func variants(of value: JSONValue, words: [String]) -> [(String, JSONValue)] {
    switch value {
    case .null: return []
    case .bool(let isSo): return [("changed", .bool(!isSo))]
    case .integer(let number): return [("changed", .integer(number + 7))]
    case .number: return [("changed", .integer(7))]
    case .string(let text): return texts(text, words).map { ("changed", $0) }
    case .array(let elements):
      var all: [(String, JSONValue)] = []
      if elements.count > 1 {
        all.append(("the first element", .array(Array(elements.dropFirst()))))
        all.append(("the last element", .array(Array(elements.dropLast()))))
        all.append(("the order", .array([elements[1], elements[0]] + elements.dropFirst(2))))
      }
      for (index, element) in elements.enumerated() where element.arrayValue == nil && element.objectValue == nil {
        for (_, changed) in variants(of: element, words: words).prefix(40) {
          all.append(("element \(index)", .array(elements.replacing(index, with: changed))))
        }
      }
      for word in words { all.append(("one more", .array(elements + [.string(word)]))) }
      return all
    case .object(let object):
      var all: [(String, JSONValue)] = []
      for member in object {
        var less = object
        less[member.key] = nil
        all.append(("without \(member.key)", .object(less)))
        var more = object
        more[member.key + "_too"] = member.value
        all.append(("with another \(member.key)", .object(more)))
        for (_, changed) in variants(of: member.value, words: []).prefix(4)
        where member.value.objectValue == nil && member.value.arrayValue == nil {
          var other = object
          other[member.key] = changed
          all.append(("\(member.key)", .object(other)))
        }
      }
      if object.count > 1 {
        var turned = JSONObject()
        for member in object.dropFirst() { turned[member.key] = member.value }
        turned[object[0].key] = object[0].value
        all.append(("the order", .object(turned)))
      }
      return all
    }
  }

  /// Texts of every sort that a key may take: the language refuses those that do not fit.
  private static func texts(_ text: String, _ words: [String]) -> [JSONValue] {
    if !words.isEmpty { return words.filter { $0 != text }.map(JSONValue.string) }
    let all = [
      "\(text) and more", "!(\(text))", "(\(text)) + 1", "'x'", "string(\(text)) + 'x'", "true", "7", "workingDays(7)",
      "months(7)", "16:00", "70%", "int", "list(string)", "beginning-with", "clear", "restart", "shallow",
      "case.opened_at",
      "7 working days", "7 days", "*", "on-something.else",
    ].map(JSONValue.string)
    return all
  }
}

extension Array {
  fileprivate func replacing(_ index: Int, with element: Element) -> [Element] {
    var all = self
    all[index] = element
    return all
  }
}

extension JSONValue {
  func value(at path: [SchemaVisit.Step]) -> JSONValue? {
    guard let first = path.first else { return self }
    switch first {
    case .member(let name): return self[name]?.value(at: Array(path.dropFirst()))
    case .element(let index):
      guard let elements = arrayValue, elements.indices.contains(index) else { return nil }
      return elements[index].value(at: Array(path.dropFirst()))
    }
  }

  /// The same with another value at a place; nil takes it out.
  func setting(_ value: JSONValue?, at path: [SchemaVisit.Step]) -> JSONValue? {
    guard let first = path.first else { return value }
    let rest = Array(path.dropFirst())
    switch (self, first) {
    case (.object(var object), .member(let name)):
      if rest.isEmpty {
        object[name] = value
      } else {
        guard let inner = object[name]?.setting(value, at: rest) else { return nil }
        object[name] = inner
      }
      return .object(object)
    case (.array(var elements), .element(let index)) where elements.indices.contains(index):
      if rest.isEmpty {
        if let value { elements[index] = value } else { elements.remove(at: index) }
      } else {
        guard let inner = elements[index].setting(value, at: rest) else { return nil }
        elements[index] = inner
      }
      return .array(elements)
    case _: return nil
    }
  }
}
