import JSON

/// What the schema says of fields, parties and clocks.
enum SchemaDeclarations {
  private typealias Part = SchemaParts

  static let field = SchemaParts.mapping(
    "A field of a case's data.", required: ["type"],
    [
      (
        "type",
        .object([
          "type": "string",
          "pattern":
            "^ *(bool|int|uint|double|string|bytes|timestamp|duration|date|decimal|dyn|(list|map)( *\\(.*\\))?) *$",
        ]), "bool, int, decimal, string, date, timestamp, list(string), …"
      ),
      ("title", Part.text, "The label that people see."),
      ("description", Part.text, "What it means."),
      ("required", Part.truth, "It must have a value once a form that holds it has been sent."),
      ("initial", Part.expression, "An expression, worked out when the case opens."),
      ("one-of", ["type": "array"], "The only values that it may have."),
      ("max-length", ["type": "integer", "minimum": 1, "maximum": 1_000_000], "The most characters that it takes."),
      ("min", ["type": ["number", "string"]], "The least value."),
      ("max", ["type": ["number", "string"]], "The largest value."),
      ("directory", Part.text, "The value is something of the directory, such as organisation."),
    ])

  static let party = SchemaParts.mapping(
    "Somebody who owns steps, gets messages or presses buttons.",
    [
      ("title", Part.text, "What people call it."),
      ("description", Part.text, "Who that is."),
      ("confidential", Part.truth, "Its name reaches nobody without consent, and is never published."),
      ("staff", Part.truth, "The scheme's own people, who sign in and work from a queue."),
      ("directory", Part.text, "The role under which the directory knows the person."),
      ("of", Part.expression, "At which organisation."),
      ("contract", Part.expression, "For which contract."),
      ("otherwise", Part.oneOrMoreTexts, "Who is next where nobody is registered or reachable."),
      ("name", Part.expression, "For a party of the case's own: what it is called."),
      ("email", Part.expression, "For a party of the case's own: where mail reaches it."),
    ],
    besides: [
      Part.atMostOne(of: "directory", "email"), Part.with("of", "directory"), Part.with("contract", "directory"),
      Part.with("directory", "of", "contract"),
      .object([
        "if": .object([
          "properties": .object(["staff": .object(["const": true])]), "required": ["staff"],
        ]),
        "then": .object([
          "not": .object([
            "anyOf": .array(
              ["directory", "of", "contract", "email"].map { .object(["required": .array([.string($0)])]) })
          ])
        ]),
      ]),
    ])

  static let clock = SchemaParts.mapping(
    "A promise about the whole case. It warns, and never moves anything.", required: ["limit"],
    [
      ("title", Part.text, "What people call it."),
      ("description", Part.text, "Where the promise comes from."),
      ("limit", Part.expression, "How long: months(2), or a delay in words."),
      ("starts", Part.oneOrMoreTexts, "The states with which it begins; the opening, where it is left out."),
      ("stops", Part.oneOrMoreTexts, "The states that end it."),
      ("pauses-in", Part.oneOrMoreTexts, "The states in which it stands still."),
      ("warn-at", Part.oneOrMoreTexts, "Parts of the limit at which it warns: 80%."),
    ])
}
