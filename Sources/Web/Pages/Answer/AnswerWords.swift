import Casework

/// How we ask those who answer a concern for what a workflow calls by a short title.
enum AnswerWords {
  /// The title of an answer speaks of whoever gives it, who here reads it.
  static func question(_ field: DataField) -> FieldQuestion {
    guard field.name.hasSuffix("_answer") else { return FieldQuestion(field) }
    return FieldQuestion(
      field, label: "Your answer",
      hint: field.description ?? "What you have done and when, or why you see it differently. Give dates and sums.")
  }

  /// Who will read it, said before it is written.
  static let reader: HTML = """
    <p class="govuk-body">The case team reads your answer. It may tell whoever raised the concern what you say, so leave out what \
    they should not know, and the names of people where you can.</p>
    """
}
