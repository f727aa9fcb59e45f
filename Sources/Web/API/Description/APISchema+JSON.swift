import JSON

extension APISchema {
  /// As JSON Schema (2020-12), which OpenAPI 3.1 speaks.
  var json: JSONObject {
    switch self {
    case .text(let format, let length):
      var object: JSONObject = ["type": "string"]
      switch format {
      case .bytes: object["contentEncoding"] = "base64"
      case let format?: object["format"] = .string(format.rawValue)
      case nil:
        if length.lowerBound > 0 { object["minLength"] = .integer(Int64(length.lowerBound)) }
        object["maxLength"] = .integer(Int64(length.upperBound))
      }
      return object
    case .choice(let words): return ["type": "string", "enum": .array(words.map(JSONValue.string))]
    case .integer(let range):
      return ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
    case .flag: return ["type": "boolean"]
    case .list(let items, let most):
      var object: JSONObject = ["type": "array", "items": .object(items.json)]
      if let most { object["maxItems"] = .integer(Int64(most)) }
      return object
    case .object(let fields, let isOpen):
      var members = JSONObject()
      for field in fields {
        var member = field.schema.json
        if let words = field.words { member["description"] = .string(words) }
        members[field.name] = .object(member)
      }
      var object: JSONObject = ["type": "object", "properties": .object(members)]
      let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
      if !required.isEmpty { object["required"] = .array(required) }
      if !isOpen { object["additionalProperties"] = false }
      return object
    case .map(let values): return ["type": "object", "additionalProperties": .object(values.json)]
    case .optional(let schema): return ["anyOf": [.object(schema.json), ["type": "null"]]]
    case .named(let component): return ["$ref": .string("#/components/schemas/\(component.rawValue)")]
    case .anything: return JSONObject()
    }
  }
}
