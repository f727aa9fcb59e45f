package import Expression

/// The text of a message with places for what the case knows: `{{ CEL }}`, `{{#CEL}}…{{/}}` and `{{^CEL}}…{{/}}`.
package struct MessageTemplate: Sendable {
  /// A stretch of a template.
  package indirect enum Piece: Sendable {
    case text(String)
    /// The value of an expression, in words.
    case insert(Expression)
    /// Shown where the condition is `shownWhen`.
    case section(Expression, shownWhen: Bool, [Piece])
  }

  package let name: String
  package let subject: [Piece]
  package let body: [Piece]

  package init(name: String, subject: [Piece], body: [Piece]) {
    self.name = name
    self.subject = subject
    self.body = body
  }
}
