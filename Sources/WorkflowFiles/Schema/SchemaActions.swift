import JSON

/// What the schema says of actions.
enum SchemaActions {
  private typealias Part = SchemaParts

  /// A list of actions, or a list of such lists.
  static let actions: JSONValue = .object([
    "type": "array",
    "items": Part.anyOf(Part.ref("action"), .object(["type": "array", "items": Part.ref("action")])),
  ])

  /// An expression, or names with an expression each.
  static let arguments = SchemaParts.anyOf(Part.expression, Part.map(of: Part.expression))

  private static let verbs: [SchemaParts.Key] = [
    ("assign", Part.map(of: Part.expression), "Sets fields; text has quotes of its own: \"'upheld'\"."),
    (
      "raise",
      Part.anyOf(
        Part.text,
        Part.mapping(
          "An event of the workflow's own.", required: ["event"],
          [("event", Part.text, "Its name."), ("data", Part.ref("arguments"), "What it carries.")])),
      "Raises an event of the workflow's own, answered in the same step."
    ),
    (
      "send",
      Part.mapping(
        "An event that the case sends itself.", required: ["event"],
        [
          ("event", Part.text, "Its name."), ("id", Part.text, "The id by which cancel knows it."),
          ("data", Part.ref("arguments"), "What it carries."), ("delay", Part.ref("delay"), "After how long."),
        ]), "Sends the case an event, at once or later."
    ),
    ("cancel", Part.text, "The id of a delayed send that is not to come."),
    ("if", Part.expression, "A condition; then: and else: are lists of actions."),
    ("log", Part.expression, "A line of the case's history."),
    (
      "notify",
      Part.mapping(
        "A message.", required: ["to", "template"],
        [
          ("to", Part.oneOrMoreTexts, "The party, or several."), ("template", Part.text, "The message's name."),
          ("with", Part.ref("arguments"), "What the message may name besides."),
        ]), "Sends a message to a party."
    ),
    (
      "start",
      Part.mapping(
        "A linked case.", required: ["workflow"],
        [
          ("workflow", Part.text, "Its workflow."), ("with", Part.ref("arguments"), "What it is opened with."),
          ("id", Part.text, "Its name within this case."),
        ]), "Opens a linked case."
    ),
    (
      "call",
      Part.mapping(
        "A call to a webhook.", required: ["webhook"],
        [("webhook", Part.text, "Its name."), ("with", Part.ref("arguments"), "What it is told.")]),
      "Calls a webhook."
    ),
    ("publish", Part.ref("arguments"), "Puts a result forward; a person publishes it."),
  ]

  static let action = SchemaParts.mapping(
    "One thing to do.",
    verbs + [
      ("then", Part.actions, "What is done where the condition holds."),
      ("else", Part.actions, "What is done where it does not."),
    ],
    besides: [
      .object(["oneOf": .array(verbs.map { .object(["required": .array([.string($0.name)])]) })]),
      Part.with("if", "then"), Part.with("then", "if"), Part.with("else", "if"),
    ])
}
