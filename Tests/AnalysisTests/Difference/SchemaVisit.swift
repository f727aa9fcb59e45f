import JSON
import WorkflowFiles

/// A key of the language where a workflow uses it: found by walking the workflow along the schema.
struct SchemaVisit: Hashable {
  /// The mapping of the schema, by its description, and the key.
  struct Key: Hashable, CustomStringConvertible {
    let mapping: String
    let name: String
    var description: String { "\(mapping) \(name)" }
    /// Whether its value is the name of a state, a party, a field or a message.
    var refers: Bool {
      [
        "target", "initial", "starts", "stops", "pauses-in", "entered", "in", "by", "owner", "to", "party", "form",
        "template", "assign", "eventually", "notified",
      ].contains(name) || (name == "otherwise" && mapping.hasPrefix("Somebody"))
    }
  }

  /// A step from a value to one inside it.
  enum Step: Hashable {
    case member(String)
    case element(Int)
  }

  let key: Key
  /// Where its value stands.
  let path: [Step]
  /// The keys of the language on the way there, itself included.
  let keys: [Key]

  /// Every use of a key in a workflow.
  static func all(in tree: JSONValue) -> [SchemaVisit] { walk(tree, WorkflowSchema.document, [], []) }

  /// Every key that the language has.
  static let known: Set<Key> = Set(keys(of: WorkflowSchema.document))

  /// The keys that a mapping may have, which has a key already.
  static func siblings(of key: Key) -> [Key] {
    known.filter { $0.mapping == key.mapping && $0.name != key.name }.sorted { $0.name < $1.name }
  }

  private static func keys(of schema: JSONValue) -> [Key] {
    switch schema {
    case .array(let parts): parts.flatMap(keys)
    case .object(let object):
      object.flatMap { keys(of: $0.value) }
        + (isMapping(schema)
          ? (object["properties"]?.objectValue?.keys ?? []).map { Key(mapping: name(of: schema), name: $0) } : [])
    case .null, .bool, .integer, .number, .string: []
    }
  }

  private static func isMapping(_ schema: JSONValue) -> Bool {
    schema["properties"] != nil && schema["additionalProperties"] == false
  }

  private static func name(of schema: JSONValue) -> String { schema["description"]?.stringValue ?? "" }

  private static func walk(_ value: JSONValue, _ schema: JSONValue, _ path: [Step], _ keys: [Key]) -> [SchemaVisit] {
    let choices = options(schema)
    switch value {
    case .array(let elements):
      guard let items = choices.compactMap({ $0["items"] }).first else { return [] }
      return elements.enumerated().flatMap { walk($1, items, path + [.element($0)], keys) }
    case .object(let object):
      if let mapping = choices.first(where: { isMapping($0) && Set(object.keys).isSubset(of: known(in: $0)) }) {
        return object.flatMap { member -> [SchemaVisit] in
          let key = Key(mapping: name(of: mapping), name: member.key)
          let place = path + [.member(member.key)]
          let inner = mapping["properties"]?[member.key] ?? .null
          return [SchemaVisit(key: key, path: place, keys: keys + [key])]
            + walk(member.value, inner, place, keys + [key])
        }
      }
      guard let members = choices.compactMap({ $0["additionalProperties"]?.objectValue }).first else { return [] }
      return object.flatMap { walk($0.value, .object(members), path + [.member($0.key)], keys) }
    case .null, .bool, .integer, .number, .string: return []
    }
  }

  private static func known(in mapping: JSONValue) -> Set<String> {
    Set(mapping["properties"]?.objectValue?.keys ?? [])
  }

  /// The schemas that a value may fit, references followed.
  private static func options(_ schema: JSONValue) -> [JSONValue] {
    if let reference = schema["$ref"]?.stringValue, let name = reference.split(separator: "/").last {
      return options(WorkflowSchema.document["definitions"]?[String(name)] ?? .null)
    }
    if let parts = schema["anyOf"]?.arrayValue { return parts.flatMap(options) }
    if !isMapping(schema), let parts = schema["allOf"]?.arrayValue { return parts.flatMap(options) }
    return [schema]
  }
}
