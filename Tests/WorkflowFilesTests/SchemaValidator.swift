import Foundation
import JSON

/// As much of JSON Schema, draft-07, as the schema of workflows uses.
struct SchemaValidator {
  let root: JSONValue

  /// Every keyword that it knows; a schema with another one would be held to less than it says.
  static let keywords: Set<String> = [
    "$schema", "$id", "$ref", "title", "description", "definitions", "type", "enum", "const", "pattern", "minimum",
    "maximum", "properties", "additionalProperties", "required", "minProperties", "items", "minItems", "anyOf", "oneOf",
    "allOf", "not", "if", "then",
  ]

  func accepts(_ value: JSONValue) -> Bool { accepts(value, root) }

  private func accepts(_ value: JSONValue, _ schema: JSONValue) -> Bool {
    guard let schema = schema.objectValue else { return schema == true }
    if let reference = schema["$ref"]?.stringValue {
      guard let name = reference.split(separator: "/").last,
        let definition = root["definitions"]?[String(name)]
      else { return false }
      return accepts(value, definition)
    }
    return schema.allSatisfy { keyword, rule in holds(keyword, rule, schema, value) }
  }

  private func holds(_ keyword: String, _ rule: JSONValue, _ schema: JSONObject, _ value: JSONValue) -> Bool {
    switch keyword {
    case "type":
      let types = rule.arrayValue ?? [rule]
      return types.contains { $0.stringValue.map { Self.isOf($0, value) } ?? false }
    case "enum": return rule.arrayValue?.contains(value) ?? false
    case "const": return rule == value
    case "pattern":
      guard let text = value.stringValue, let pattern = rule.stringValue else { return true }
      return text.range(of: pattern, options: .regularExpression) != nil
    case "minimum": return number(value) == nil || number(value) ?? 0 >= number(rule) ?? 0
    case "maximum": return number(value) == nil || number(value) ?? 0 <= number(rule) ?? 0
    case "properties":
      return value.objectValue?.allSatisfy { key, part in rule[key].map { accepts(part, $0) } ?? true } ?? true
    case "additionalProperties":
      let known = schema["properties"]?.objectValue ?? [:]
      return value.objectValue?.allSatisfy { known[$0.key] != nil || accepts($0.value, rule) } ?? true
    case "required":
      return value.objectValue.map { object in
        (rule.arrayValue ?? []).allSatisfy { $0.stringValue.map { object[$0] != nil } ?? false }
      } ?? true
    case "minProperties": return value.objectValue.map { Double($0.count) >= number(rule) ?? 0 } ?? true
    case "minItems": return value.arrayValue.map { Double($0.count) >= number(rule) ?? 0 } ?? true
    case "items": return value.arrayValue?.allSatisfy { accepts($0, rule) } ?? true
    case "anyOf": return rule.arrayValue?.contains { accepts(value, $0) } ?? false
    case "oneOf": return rule.arrayValue?.count { accepts(value, $0) } == 1
    case "allOf": return rule.arrayValue?.allSatisfy { accepts(value, $0) } ?? false
    case "not": return !accepts(value, rule)
    case "if": return !accepts(value, rule) || schema["then"].map { accepts(value, $0) } ?? true
    default: return true
    }
  }

  private static func isOf(_ type: String, _ value: JSONValue) -> Bool {
    switch value {
    case .null: type == "null"
    case .bool: type == "boolean"
    case .integer: type == "integer" || type == "number"
    case .number: type == "number"
    case .string: type == "string"
    case .array: type == "array"
    case .object: type == "object"
    }
  }

  private func number(_ value: JSONValue) -> Double? {
    switch value {
    case .integer(let integer): Double(integer)
    case .number(let text): Double(text)
    case .null, .bool, .string, .array, .object: nil
    }
  }
}
