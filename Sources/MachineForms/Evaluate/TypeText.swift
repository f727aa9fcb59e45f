internal import Expression

/// Reads types in the spelling that they are printed in: `map(string, list(int))`.
struct TypeText {
  private var rest: Substring
  private var depth = 0
  private static let deepest = 64

  private init(_ text: String) {
    rest = text[...]
  }

  static func type(_ text: String) throws(EvaluateError) -> Type {
    var reader = TypeText(text)
    guard let type = reader.type(), reader.rest.isEmpty else {
      throw EvaluateError(
        message: "a declaration has a type that can't be read", remedy: "write for example map(string, int)")
    }
    return type
  }

  private static let plain: [String: Type] = [
    "dyn": .dyn, "any": .dyn, "null": .null, "null_type": .null, "bool": .bool, "int": .int, "uint": .uint,
    "double": .double, "decimal": .decimal, "string": .string, "bytes": .bytes, "timestamp": .timestamp,
    "duration": .duration, "google.protobuf.Timestamp": .timestamp, "google.protobuf.Duration": .duration,
    "date": .date, "type": .type(nil), "list": .list(.dyn), "map": .map(.dyn, .dyn), "error": .dyn,
  ]

  private mutating func type() -> Type? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { return nil }
    let name = String(rest.prefix { $0 != "(" && $0 != ")" && $0 != "," })
    rest = rest.dropFirst(name.count)
    guard rest.first == "(" else { return Self.plain[name] ?? (name.isEmpty ? nil : .opaque(name)) }
    rest = rest.dropFirst()
    if name == "param" || name == "message" {
      let inner = String(rest.prefix { $0 != ")" })
      rest = rest.dropFirst(inner.count + 1)
      return name == "param" ? .parameter(inner) : .dyn
    }
    var parameters: [Type] = []
    while rest.first != ")" {
      guard let parameter = type() else { return nil }
      parameters.append(parameter)
      if rest.first == "," { rest = rest.dropFirst().drop { $0 == " " } } else if rest.first != ")" { return nil }
    }
    rest = rest.dropFirst()
    return made(name, parameters)
  }

  private func made(_ name: String, _ parameters: [Type]) -> Type? {
    switch (name, parameters.count) {
    case ("list", 1): .list(parameters[0])
    case ("map", 2): .map(parameters[0], parameters[1])
    case ("wrapper", 1): .wrapper(parameters[0])
    case ("optional_type", 1): .optional(parameters[0])
    case ("type", 1): .type(parameters[0])
    default: .opaque(name, parameters)
    }
  }
}
