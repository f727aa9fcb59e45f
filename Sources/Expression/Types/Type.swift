/// What is known of a value before there is one: the type of a field, of a variable or of a whole expression.
package indirect enum Type: Sendable, Hashable {
  /// Anything: checked when the expression runs.
  case dyn
  case null
  case bool
  case int
  case uint
  case double
  case decimal
  case string
  case bytes
  case list(Type)
  case map(Type, Type)
  case timestamp
  case duration
  case date
  /// A type as a value; nil where nothing is known of it.
  case type(Type?)
  /// A value of the type, or null.
  case wrapper(Type)
  /// CEL's `optional_type`.
  case optional(Type)
  /// A host type, by name, and what it is a type of.
  case opaque(String, [Type] = [])
  /// A type parameter of a function's declaration.
  case parameter(String)
  /// The type of what is already known to be wrong; it is never complained about again.
  case error
  /// A type that the checker is still working out; nothing outside of it ever sees one.
  case unknown(Int)
}

extension Type: CustomStringConvertible {
  /// The type in CEL's spelling, for example `map(string, list(int))`.
  package var description: String {
    switch self {
    case .dyn: "dyn"
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .decimal: "decimal"
    case .string: "string"
    case .bytes: "bytes"
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .date: "date"
    case .type(let type): type.map { "type(\($0))" } ?? "type"
    case .wrapper(let type): "wrapper(\(type))"
    case .optional(let type): "optional_type(\(type))"
    case .opaque(let name, let parameters):
      parameters.isEmpty ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
    case .parameter(let name): "param(\(name))"
    case .error: "error"
    case .unknown: "dyn"
    }
  }
}
