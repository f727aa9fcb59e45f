import Casework
import JSON
import WorkingTime

/// The pieces of which the schema of workflows is made.
enum SchemaParts {
  /// A key of a mapping: its name, what it takes, and what an editor says about it.
  typealias Key = (name: String, value: JSONValue, description: String)

  // MARK: - Values

  /// Text, also text that looks like a number.
  static let text: JSONValue = ["type": ["string", "number", "boolean"]]
  static let expression = ref("expression")
  static let texts: JSONValue = .object(["type": "array", "items": text])
  static let oneOrMoreTexts: JSONValue = .object(["anyOf": .array([text, texts])])
  static let truth: JSONValue = ["type": "boolean"]
  static let time: JSONValue = ["type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"]
  static let states: JSONValue = .object([
    "type": "object", "minProperties": 1, "additionalProperties": ref("state"),
  ])
  static let actions = ref("actions")

  static func ref(_ name: String) -> JSONValue { .object(["$ref": .string("#/definitions/\(name)")]) }
  static func map(of value: JSONValue) -> JSONValue {
    .object(["type": "object", "additionalProperties": value])
  }
  static func words(_ words: [String]) -> JSONValue { .object(["enum": .array(words.map(JSONValue.string))]) }
  static func word<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type) -> JSONValue {
    words(type.allCases.map(\.rawValue))
  }
  static func anyOf(_ values: JSONValue...) -> JSONValue { .object(["anyOf": .array(values)]) }
  static func oneOrMore(_ value: JSONValue) -> JSONValue {
    anyOf(value, .object(["type": "array", "items": value, "minItems": 1]))
  }

  /// A mapping with these keys and no others.
  static func mapping(
    _ description: String, required: [String] = [], _ keys: [Key], besides rules: [JSONValue] = []
  ) -> JSONValue {
    var properties = JSONObject()
    for key in keys {
      // Beside a reference draft-07 ignores everything, so both stand within an allOf.
      properties[key.name] = .object(["description": .string(key.description), "allOf": .array([key.value])])
    }
    var object: JSONObject = [
      "type": "object", "description": .string(description), "properties": .object(properties),
      "additionalProperties": false,
    ]
    if !required.isEmpty { object["required"] = .array(required.map(JSONValue.string)) }
    if !rules.isEmpty { object["allOf"] = .array(rules) }
    return .object(object)
  }

  /// Of these keys at most one.
  static func atMostOne(of first: String, _ second: String) -> JSONValue {
    .object(["not": .object(["required": .array([.string(first), .string(second)])])])
  }

  /// One key goes with another.
  static func with(_ key: String, _ others: String...) -> JSONValue {
    .object([
      "if": .object(["required": .array([.string(key)])]),
      "then": .object(["anyOf": .array(others.map { .object(["required": .array([.string($0)])]) })]),
    ])
  }

  // MARK: - Definitions

  static let all: [(String, JSONValue)] = [
    ("expression", .object(["type": ["string", "number", "boolean"], "description": "An expression in CEL."])),
    (
      "delayInWords",
      .object([
        "type": "string", "pattern": "[A-Za-z]",
        "description": "A number and a unit: 10 working days, 3 months, 4 working hours, PT4H.",
      ])
    ),
    (
      "delay",
      anyOf(
        ref("delayInWords"),
        mapping(
          "A length or a moment that depends on the case.",
          [
            ("for", expression, "A length: workingDays(10), data.central ? days(5) : days(10)."),
            ("at", expression, "A moment that the case knows: data.promised_at."),
            ("at-most", ref("delayInWords"), "How long it takes at most, whatever the case says: 30 working days."),
          ], besides: [atMostOne(of: "for", "at"), .object(["minProperties": 1])]))
    ),
    ("field", SchemaDeclarations.field), ("party", SchemaDeclarations.party), ("clock", SchemaDeclarations.clock),
    ("initial", SchemaStates.initial), ("state", SchemaStates.state), ("transition", SchemaStates.transition),
    ("timedTransition", SchemaStates.timedTransition), ("generalTransition", SchemaStates.generalTransition),
    ("action", SchemaActions.action), ("actions", SchemaActions.actions), ("arguments", SchemaActions.arguments),
    ("moment", SchemaProperties.moment), ("never", SchemaProperties.never), ("always", SchemaProperties.always),
  ]
}
