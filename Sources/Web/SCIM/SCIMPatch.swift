import JSON

/// Changes a resource step by step, as a PATCH says (RFC 7644, section 3.5.2).
struct SCIMPatch: Sendable {
  private(set) var resource: JSONObject

  init(_ resource: JSONObject) { self.resource = resource }

  /// - Throws: `Refusal` where the document is no list of operations, or one of them can't be done.
  mutating func apply(_ document: JSONValue) throws(Refusal) {
    let operations = Self.key("Operations", in: document.objectValue ?? JSONObject()).flatMap {
      document[$0]?.arrayValue
    }
    guard let operations, !operations.isEmpty, operations.count <= 100 else {
      throw SCIMError.invalid("invalidSyntax", "There are no operations", "Send a list of 1 to 100 under Operations.")
    }
    for operation in operations { try apply(operation: operation) }
  }

  private mutating func apply(operation: JSONValue) throws(Refusal) {
    let word = operation["op"]?.stringValue?.lowercased() ?? ""
    guard ["add", "replace", "remove"].contains(word) else {
      throw SCIMError.invalid("invalidSyntax", "The operation is not known", "Use add, replace or remove.")
    }
    let value = operation["value"]
    if let text = operation["path"]?.stringValue, !text.isEmpty {
      try apply(word, try SCIMPath(text), value)
      return
    }
    guard word != "remove" else {
      throw SCIMError.invalid("noTarget", "Nothing is named to remove", "Give a path.")
    }
    guard let members = value?.objectValue else {
      throw SCIMError.invalid("invalidValue", "There is no value", "Without a path, give an object of attributes.")
    }
    for (name, member) in members { try apply(word, try SCIMPath(name), member) }
  }

  private mutating func apply(_ word: String, _ path: SCIMPath, _ value: JSONValue?) throws(Refusal) {
    // What is said of an extension that we don't have changes nothing.
    guard !path.isForeign else { return }
    let value = Self.plain(value, path)
    let name = Self.key(path.attribute, in: resource) ?? path.attribute
    if word != "remove", value == nil {
      throw SCIMError.invalid("invalidValue", "There is no value", "Give one to \(word).")
    }
    if let filter = path.filter {
      try apply(word, name, filter, path.part, value)
    } else if let part = path.part {
      try apply(word, name, part, value)
    } else if word == "remove" {
      // Some send the values to take away beside the path of the list.
      if let gone = value?.arrayValue, let kept = resource[name]?.arrayValue {
        let values = gone.compactMap { $0["value"] ?? $0 }
        resource[name] = .array(kept.filter { !values.contains($0["value"] ?? $0) })
      } else {
        resource[name] = nil
      }
    } else if word == "add", let more = value?.arrayValue, let kept = resource[name]?.arrayValue {
      resource[name] = .array(kept + more.filter { !kept.contains($0) })
    } else {
      resource[name] = value
    }
  }

  /// Some put a single value into a list of one object.
  private static func plain(_ value: JSONValue?, _ path: SCIMPath) -> JSONValue? {
    let isSingle = path.part != nil || single.contains(path.attribute.lowercased())
    guard isSingle, let list = value?.arrayValue, list.count == 1, let inner = list[0]["value"] else { return value }
    return inner
  }

  private static let single: Set<String> = ["username", "displayname", "title", "active", "externalid"]

  /// A part of an attribute, such as `name.familyName`.
  private mutating func apply(_ word: String, _ name: String, _ part: String, _ value: JSONValue?) throws(Refusal) {
    var object = resource[name]?.objectValue ?? JSONObject()
    object[Self.key(part, in: object) ?? part] = word == "remove" ? nil : value
    resource[name] = .object(object)
  }

  /// One of several values.
  private mutating func apply(
    _ word: String, _ name: String, _ filter: SCIMFilter, _ part: String?, _ value: JSONValue?
  ) throws(Refusal) {
    var elements = resource[name]?.arrayValue ?? []
    let places = elements.indices.filter { filter.matches(elements[$0]) }
    if word == "remove", part == nil {
      elements.removeAll(where: filter.matches)
    } else if places.isEmpty {
      guard word != "remove" else {
        throw SCIMError.invalid("noTarget", "Nothing matches the path", "Look at what the user has first.")
      }
      // What is asked for by its kind and is not there yet is made.
      var element: JSONObject = [filter.attribute: filter.value]
      if let part {
        element[part] = value
      } else if let members = value?.objectValue {
        for (key, one) in members { element[key] = one }
      }
      elements.append(.object(element))
    } else {
      for place in places {
        var element = elements[place].objectValue ?? JSONObject()
        if let part {
          element[Self.key(part, in: element) ?? part] = word == "remove" ? nil : value
        } else if let members = value?.objectValue {
          for (key, one) in members { element[key] = one }
        }
        elements[place] = .object(element)
      }
    }
    resource[name] = .array(elements)
  }

  /// The name under which an object has an attribute: SCIM does not tell capitals from small letters.
  static func key(_ name: String, in object: JSONObject) -> String? {
    if object[name] != nil { return name }
    let wanted = name.lowercased()
    return object.first { $0.key.lowercased() == wanted }?.key
  }
}
