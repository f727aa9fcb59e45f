extension Value {
  /// The name of the value's type in CEL's spelling, as `type()` answers it.
  package var typeName: String {
    switch self {
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .decimal: "decimal"
    case .string: "string"
    case .bytes: "bytes"
    case .list: "list"
    case .map: "map"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .date: "date"
    case .type: "type"
    case .optional: "optional_type"
    case .opaque(let value): value.typeName
    }
  }
}
