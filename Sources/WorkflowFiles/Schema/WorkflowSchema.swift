import Casework
package import JSON
import WorkingTime

/// The workflow language as a JSON Schema, for editors: they then complete keys, explain them, and mark what can't stand.
///
/// A schema sees shapes only. What a name refers to and what an expression means is for `check`. Tests hold it against
/// the reader: every key that one knows the other knows too.
package enum WorkflowSchema {
  /// The schema, of draft-07, which every editor's YAML support knows.
  package static let document: JSONValue = {
    var document: JSONObject = [
      "$schema": "http://json-schema.org/draft-07/schema#", "$id": "urn:recourse:workflow-schema:1",
      "title": "Recourse workflow",
    ]
    for (key, value) in workflow.objectValue ?? [:] { document[key] = value }
    var definitions = JSONObject()
    for (name, value) in SchemaParts.all { definitions[name] = value }
    document["definitions"] = .object(definitions)
    return .object(document)
  }()

  private static let workflow = SchemaParts.mapping(
    "A process: its data, its people, and the states that a case can be in.",
    required: ["workflow", "states"],
    [
      ("workflow", SchemaParts.text, "The name of the workflow, for good: kebab-case."),
      ("title", SchemaParts.text, "What people call it."),
      ("description", SchemaParts.text, "What it is for."),
      ("tags", SchemaParts.texts, "Words to find it by."),
      ("calendar", SchemaParts.text, "The calendar that counts its working days, such as england-and-wales."),
      (
        "count", SchemaParts.word(CountingRule.self),
        "How working days are counted: following makes the first day day 0."
      ),
      (
        "received",
        SchemaParts.mapping(
          "How an arrival out of hours counts.",
          [
            ("cut-off", SchemaParts.time, "The time of day from which it counts as the next working day, in quotes."),
            ("after-cut-off", SchemaParts.words(["next working day"]), "When it then counts."),
          ]), "How an arrival out of hours counts."
      ),
      ("longest-pause", SchemaParts.ref("delayInWords"), "After this long a paused case resumes by itself."),
      ("form", SchemaParts.texts, "The fields that whoever opens a case fills in."),
      ("complained-of", SchemaParts.oneOrMoreTexts, "Whom a case complains of: expressions, one or a list."),
      (
        "reopen",
        SchemaParts.mapping(
          "How a closed case is taken up again.", required: ["target", "by"],
          [
            ("target", SchemaParts.text, "The state that it goes to."),
            ("by", SchemaParts.oneOrMoreTexts, "The parties that may do it."),
          ]), "How a closed case is taken up again."
      ),
      ("data", SchemaParts.map(of: SchemaParts.ref("field")), "What a case knows, field by field."),
      ("parties", SchemaParts.map(of: SchemaParts.ref("party")), "Who owns steps, gets messages and presses buttons."),
      ("clocks", SchemaParts.map(of: SchemaParts.ref("clock")), "Promises about the whole case, which only warn."),
      ("initial", SchemaParts.ref("initial"), "Where a case begins; the first state, where it is left out."),
      ("states", SchemaParts.states, "The states in which a case can be."),
      ("never", SchemaParts.oneOrMore(SchemaParts.ref("never")), "What must never be: one property or a list."),
      ("always", SchemaParts.oneOrMore(SchemaParts.ref("always")), "What must always be: one property or a list."),
    ])
}
