import JSON

/// Which attributes of a user are wanted (RFC 7644, sections 3.4.2.5 and 3.9).
struct SCIMSelection: Sendable {
  /// What every answer has: without them nobody knows what it is about.
  private static let always: Set<String> = ["schemas", "id"]

  /// Nothing but these; nil where everything is wanted.
  private let wanted: [SCIMPath]?
  private let unwanted: [SCIMPath]

  /// - Throws: `Refusal` where a name can't be read.
  init(_ query: FormValues) throws(Refusal) {
    wanted = try query.text("attributes").map(Self.paths)
    unwanted = try query.text("excludedAttributes").map(Self.paths) ?? []
  }

  private static func paths(_ text: String) throws(Refusal) -> [SCIMPath] {
    var paths: [SCIMPath] = []
    for name in text.split(separator: ",").prefix(100) {
      let name = name.filter { !$0.isWhitespace }
      guard !name.isEmpty else { continue }
      let path = try SCIMPath(name)
      guard path.filter == nil else {
        throw SCIMError.invalid(
          "invalidPath", "That names no attribute", "Name attributes like emails or name.familyName.")
      }
      // What belongs to an extension that we don't have is nowhere.
      if !path.isForeign { paths.append(path) }
    }
    return paths
  }

  func of(_ user: JSONObject) -> JSONObject {
    var selected = JSONObject()
    for (name, value) in user {
      if Self.always.contains(name.lowercased()) {
        selected[name] = value
      } else if let kept = kept(value, named: name) {
        selected[name] = kept
      }
    }
    return selected
  }

  private func kept(_ value: JSONValue, named name: String) -> JSONValue? {
    func isAbout(_ path: SCIMPath) -> Bool { path.attribute.lowercased() == name.lowercased() }
    var kept = value
    if let wanted {
      let about = wanted.filter(isAbout)
      guard !about.isEmpty else { return nil }
      let parts = about.compactMap { $0.part?.lowercased() }
      if parts.count == about.count { kept = Self.parts(of: kept) { parts.contains($0) } }
    }
    let gone = unwanted.filter(isAbout)
    guard gone.allSatisfy({ $0.part != nil }) else { return nil }
    let parts = gone.compactMap { $0.part?.lowercased() }
    if !parts.isEmpty { kept = Self.parts(of: kept) { !parts.contains($0) } }
    return kept.objectValue?.isEmpty == true ? nil : kept
  }

  /// A value without some of its parts, or each of several values.
  private static func parts(of value: JSONValue, _ isKept: (String) -> Bool) -> JSONValue {
    if let several = value.arrayValue { return .array(several.map { parts(of: $0, isKept) }) }
    guard let object = value.objectValue else { return value }
    var kept = JSONObject()
    for (name, part) in object where isKept(name.lowercased()) { kept[name] = part }
    return .object(kept)
  }
}
