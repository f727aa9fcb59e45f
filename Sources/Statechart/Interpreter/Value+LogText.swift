internal import Expression

extension Value {
  /// The value as a line of a log shows it: text as it is, everything else in the language's own spelling.
  var logText: String {
    if case .string(let text) = self { return text }
    return spelling
  }

  private var spelling: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .int(let value): "\(value)"
    case .uint(let value): "\(value)"
    case .double(let value): "\(value)"
    case .decimal(let value): "\(value)"
    case .string(let value): "\"\(value)\""
    case .bytes(let value): "\(value.count) bytes"
    case .list(let values): "[\(values.map(\.spelling).joined(separator: ", "))]"
    case .map(let map): "{\(map.entries.map { "\($0.key.spelling): \($0.value.spelling)" }.joined(separator: ", "))}"
    case .timestamp(let value): value.rfc3339
    case .duration(let value): "\(value)"
    case .date(let value): "\(value)"
    case .type(let value): value.name
    case .optional(let value): value.map { "optional(\($0.spelling))" } ?? "none"
    case .opaque(let value): "\(value.typeName)(\(value.words.map { "\($0)" }.joined(separator: ", ")))"
    }
  }
}
