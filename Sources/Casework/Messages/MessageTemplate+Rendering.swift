package import CivilTime
package import Expression

extension MessageTemplate {
  /// The message's subject and body, with every place filled in.
  ///
  /// - Parameter zone: in which instants are told.
  /// - Throws: where an expression fails; a message with a hole in it is never sent.
  package func rendered(
    with activation: some Activation, zone: ZoneRules
  ) throws(EvaluationError) -> (subject: String, body: String) {
    (
      try Self.text(of: subject, activation, zone),
      try Self.text(of: body, activation, zone)
    )
  }

  private static func text(
    of pieces: [Piece], _ activation: some Activation, _ zone: ZoneRules
  ) throws(EvaluationError) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let literal): text += literal
      case .insert(let expression): text += Wording.text(of: try expression.evaluate(activation), zone: zone)
      case .section(let condition, let shownWhen, let inner):
        if try condition.evaluate(activation) == .bool(shownWhen) { text += try Self.text(of: inner, activation, zone) }
      }
    }
    return text
  }
}
