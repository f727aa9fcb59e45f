import Casework
import JSON

/// What the schema says of properties.
enum SchemaProperties {
  private typealias Part = SchemaParts

  private static let moments: [SchemaParts.Key] = [
    (
      "notified",
      Part.anyOf(
        Part.oneOrMoreTexts,
        Part.mapping(
          "A message that is sent.",
          [
            ("to", Part.oneOrMoreTexts, "The party, or several; anybody, where it is left out."),
            ("template", Part.oneOrMoreTexts, "The message, or several; any, where it is left out."),
          ])), "A message is sent: its name, or { to, template }."
    ),
    (
      "named",
      Part.mapping(
        "A name that is told.", required: ["party"],
        [
          ("party", Part.text, "Whose name or address it is."),
          ("to", Part.oneOrMoreTexts, "Whom a message tells; anybody but staff, where it is left out."),
        ]), "A message tells who a party is."
    ),
    ("entered", Part.oneOrMoreTexts, "A state is entered: one of these."),
    (
      "taken",
      Part.anyOf(
        Part.text,
        Part.mapping(
          "An event that is answered.", required: ["event"],
          [
            ("event", Part.text, "Its name."), ("by", Part.text, "The role of its sender; any, where it is left out."),
            ("by-sender-of", Part.text, "Another event: the same person may have sent both."),
          ])), "An event is answered: its name, or { event, by, by-sender-of }."
    ),
    ("published", .object(["const": true]), "A result is put forward for publication."),
    ("ended", .object(["const": true]), "The case ends."),
  ]

  /// A moment by itself: a mapping, or the name of a state or an event.
  static let moment = SchemaParts.anyOf(
    Part.text, Part.mapping("Something that may happen.", moments, besides: [oneOf]))

  private static let holds: [SchemaParts.Key] = [
    ("holds", Part.expression, "A condition, read whenever the case waits."),
    ("in", Part.text, "Only while it waits in this state; goes with holds."),
  ]
  private static let common: [SchemaParts.Key] = [
    ("while", Part.expression, "Only where this condition holds as the step ends."),
    ("unless", Part.expression, "Only where this condition does not hold as the step ends."),
    ("because", Part.text, "Why: the finding says it."),
  ]

  static let never = SchemaParts.mapping(
    "Something that must never be.",
    moments + holds + [
      ("before", Part.ref("moment"), "Only as long as this has not happened."),
      ("after", Part.ref("moment"), "Only once this has happened."),
    ] + common,
    besides: [
      anyOf(moments.map(\.name) + ["holds"]), Part.atMostOne(of: "before", "after"),
      Part.atMostOne(of: "while", "unless"), Part.with("in", "holds"),
    ])

  static let always = SchemaParts.mapping(
    "Something that must always be.",
    moments + holds + [
      ("when", Part.ref("moment"), "In every step in which this happens."),
      (
        "eventually", Part.anyOf(Part.oneOrMoreTexts, Part.ref("moment")), "What comes in the end: states, or a moment."
      ),
      ("within", Part.text, "So many working days later at the latest: 60 working days."),
      ("after", Part.ref("moment"), "Later than this; than the opening, where it is left out."),
      ("even-if", Part.word(Property.Pace.self), "What people do meanwhile: nobody acts, where it is left out."),
    ] + common,
    besides: [
      anyOf(moments.map(\.name) + ["holds", "eventually"]), Part.with("eventually", "within"),
      Part.with("within", "eventually"), Part.with("even-if", "eventually"), Part.with("after", "eventually"),
      Part.with("when", "notified", "named", "entered", "taken", "published", "ended"),
      Part.atMostOne(of: "while", "unless"), Part.with("in", "holds"),
    ])

  private static let oneOf = JSONValue.object([
    "oneOf": .array(moments.map { .object(["required": .array([.string($0.name)])]) })
  ])

  private static func anyOf(_ keys: [String]) -> JSONValue {
    .object(["anyOf": .array(keys.map { .object(["required": .array([.string($0)])]) })])
  }
}
