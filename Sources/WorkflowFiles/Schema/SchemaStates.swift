import Casework
import JSON

/// What the schema says of states and transitions.
enum SchemaStates {
  private typealias Part = SchemaParts

  static let initial = SchemaParts.anyOf(
    Part.oneOrMoreTexts,
    Part.mapping(
      "Where it begins, and what is done on the way.", required: ["target"],
      [
        ("target", Part.oneOrMoreTexts, "The state, or several."),
        ("actions", Part.actions, "What is done on the way."),
      ]))

  private static let common: [SchemaParts.Key] = [
    ("target", Part.oneOrMoreTexts, "Where the case goes; without one it stays."),
    ("guard", Part.expression, "A condition that must hold."),
    ("actions", Part.actions, "What is done on the way."),
    ("reenter", Part.truth, "Leave and enter again, so that entry actions and timers start afresh."),
    ("title", Part.text, "What the button says."),
    ("description", Part.text, "What it means."),
  ]
  private static let people: [SchemaParts.Key] = [
    ("by", Part.oneOrMoreTexts, "The parties that may do it; without it, it is never a button."),
    ("not-by", Part.oneOrMoreTexts, "Events: whoever sent one of them in this case may not do it."),
    ("form", Part.texts, "The fields to fill in."),
    ("confirm", Part.text, "A question to ask before it counts."),
  ]

  static let transition = SchemaParts.anyOf(Part.text, Part.mapping("A way on from a state.", common + people))
  static let timedTransition = SchemaParts.anyOf(
    Part.text, Part.mapping("A way on that nobody sends: by time, or at once.", common))
  static let generalTransition = SchemaParts.mapping(
    "A way on that names what calls it.",
    common + people + [
      ("event", Part.oneOrMoreTexts, "The events that call it."),
      ("after", Part.ref("delay"), "The time that calls it."),
    ], besides: [Part.atMostOne(of: "event", "after")])

  private static let moves = [
    "on", "always", "after", "transitions", "onDone", "within", "otherwise", "remind", "while-paused", "skip-empty",
  ]

  static let state = SchemaParts.anyOf(
    ["type": "null"],
    Part.mapping(
      "A state that a case can be in.",
      [
        ("title", Part.text, "What people call it."),
        ("description", Part.text, "What happens here."),
        ("tags", Part.texts, "Words to find it by."),
        (
          "type", Part.words(["parallel", "final", "history", "atomic", "compound"]),
          "parallel: all inside run side by side; final: the end; history: back to where it was."
        ),
        ("initial", Part.ref("initial"), "Where it begins inside; the first, where it is left out."),
        ("states", Part.states, "The states inside."),
        ("history", Part.words(["shallow", "deep"]), "How much a history state remembers."),
        ("target", Part.oneOrMoreTexts, "Where a history state leads the first time."),
        ("actions", Part.actions, "What is done on the way there the first time."),
        ("entry", Part.actions, "What is done on arriving."),
        ("exit", Part.actions, "What is done on leaving."),
        (
          "on", Part.map(of: Part.oneOrMore(Part.ref("transition"))),
          "What can happen, by event: one way on, or a list."
        ),
        ("always", Part.oneOrMore(Part.ref("timedTransition")), "Taken at once, as soon as its guard holds."),
        (
          "after", Part.map(of: Part.oneOrMore(Part.ref("timedTransition"))),
          "By delay: what happens when it has passed."
        ),
        (
          "transitions", .object(["type": "array", "items": Part.ref("generalTransition")]),
          "The general form: a list, each with event, after, or neither."
        ),
        ("onDone", Part.oneOrMore(Part.ref("timedTransition")), "Taken when all inside is done."),
        ("data", Part.ref("arguments"), "Of a final state: what the done event carries."),
        ("owner", Part.text, "The party whose move it is."),
        ("within", Part.ref("delay"), "The deadline."),
        ("otherwise", Part.oneOrMore(Part.ref("timedTransition")), "Where the case goes when the deadline passes."),
        ("remind", reminders, "When the owner is reminded."),
        ("while-paused", Part.word(StateNote.WhilePaused.self), "What its timers do while the case is paused."),
        ("skip-empty", Part.truth, "Whether it is passed over where its owner turns out to be nobody."),
      ],
      besides: [
        Part.with("otherwise", "within"), Part.atMostOne(of: "transitions", "on"),
        Part.atMostOne(of: "transitions", "always"), Part.atMostOne(of: "transitions", "after"),
        only("final", without: ["states", "initial", "history", "target", "actions"] + moves),
        only("history", without: ["states", "initial", "entry", "exit", "owner", "data"] + moves, with: ["target"]),
        only("parallel", without: ["initial", "history", "target", "actions", "data"], with: ["states"]),
        only("compound", without: ["history", "target", "actions", "data"], with: ["states"]),
        only("atomic", without: ["states", "initial", "onDone", "history", "target", "actions", "data"]),
        .object([
          "if": .object(["not": .object(["required": ["type"]])]),
          "then": .object(["not": anyOfKeys(["history", "target", "actions", "data"])]),
        ]),
      ]))

  private static let reminders = SchemaParts.anyOf(
    Part.oneOrMore(Part.ref("delay")),
    Part.mapping(
      "Reminders, and the message that they are.", required: ["at"],
      [
        ("at", Part.oneOrMore(Part.ref("delay")), "How long after arriving, one or several."),
        ("template", Part.text, "The message; reminder, where it is left out."),
      ]))

  /// What a state of a type can't have, and what it has to.
  private static func only(_ type: String, without keys: [String], with required: [String] = []) -> JSONValue {
    var then: JSONObject = ["not": anyOfKeys(keys)]
    if !required.isEmpty { then["required"] = .array(required.map(JSONValue.string)) }
    return .object([
      "if": .object(["properties": .object(["type": .object(["const": .string(type)])]), "required": ["type"]]),
      "then": .object(then),
    ])
  }

  private static func anyOfKeys(_ keys: [String]) -> JSONValue {
    .object(["anyOf": .array(keys.map { .object(["required": .array([.string($0)])]) })])
  }
}
