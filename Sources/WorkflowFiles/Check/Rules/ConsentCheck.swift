import Casework
import Expression

/// Looks for messages that tell one party a confidential party's name or address without asking for its consent.
///
/// Consent is a field whose name says so (`consent…` or `anonymous`), asked by a section around the name or in the
/// same tag. A party that can give its consent in some form is held to it; where the workflow has no such field at all,
/// every confidential party is. Staff may know all names.
struct ConsentCheck {
  let check: CheckContext

  private var workflow: Workflow { check.workflow }

  func run() {
    let consents = Set(workflow.fields.indices.filter { isConsent(workflow.fields[$0]) })
    for party in workflow.parties where party.isConfidential && (consents.isEmpty || isAsked(party, consents)) {
      let fields = Set([party.name, party.email].compactMap(\.self).flatMap(\.variables))
      for (number, effect) in workflow.effects.enumerated() {
        guard case .notify(let recipient, let name) = effect, recipient != party.id,
          workflow.party(named: recipient)?.isStaff == false, let template = workflow.templates[name]
        else { continue }
        let search = NameSearch(
          secret: Secret(party: party.id, fields: fields, map: check.guards.party), consents: consents)
        guard let told = search.first(in: template.subject + template.body), let place = place(of: told, in: name)
        else { continue }
        check.report(
          .namesWithoutConsent, .warning, at: place,
          "this tells \(recipient.inQuotes) who \(party.id.inQuotes) is, without asking for consent"
            + (check.places.effects[number].first.map { " (sent from line \($0.line))" } ?? ""),
          remedy: consents.isEmpty
            ? "ask for consent in a field of data, and put {{# data.consent… }} and {{/}} around it"
            : "put {{# data.\(workflow.fields[consents.min() ?? 0].name) }} and {{/}} around it")
      }
    }
  }

  private func isConsent(_ field: DataField) -> Bool {
    let name = field.name.lowercased()
    return field.type == .bool && (name.contains("consent") || name.contains("anonym"))
  }

  /// Whether some form in which the party may answer has a field for its consent.
  private func isAsked(_ party: Party, _ consents: Set<Int>) -> Bool {
    workflow.transitionNotes.contains { $0.roles.contains(party.id) && !consents.isDisjoint(with: $0.form) }
  }

  private func place(of told: Expression, in template: String) -> SourcePlace? {
    guard let file = check.places.templates[template]?.file else { return nil }
    return check.places.expressions.first { $0.place.file == file && $0.expression.source == told.source }?.place
  }
}

/// What must not be told.
private struct Secret {
  let party: String
  let fields: Set<Int>
  /// The variable that holds all parties.
  let map: Int

  func isTold(by expression: Expression) -> Bool {
    if !fields.isDisjoint(with: expression.variables) { return true }
    return expression.variables.contains(map) && expression.source.contains(party)
  }
}

private struct NameSearch {
  let secret: Secret
  let consents: Set<Int>

  /// The first tag that tells the secret with no consent asked around it.
  func first(in pieces: [MessageTemplate.Piece]) -> Expression? {
    for piece in pieces {
      switch piece {
      case .text: break
      case .insert(let expression):
        if secret.isTold(by: expression), !asks(expression) { return expression }
      case .section(let condition, _, let inner):
        if !asks(condition), let found = first(in: inner) { return found }
      }
    }
    return nil
  }

  private func asks(_ expression: Expression) -> Bool { !consents.isDisjoint(with: expression.variables) }
}
