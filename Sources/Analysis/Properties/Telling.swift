import Casework
import Expression

/// One way in which a message tells who a party is: a tag with its name or address, and what has to hold around it.
struct Telling: Sendable {
  /// The sections around the tag, and what each has to come out as.
  let asked: [(condition: Expression, wanted: Bool)]

  /// All ways in which a template tells who a party is.
  static func all(in template: MessageTemplate, of party: String, _ workflow: Workflow) -> [Telling] {
    let secret = Secret(party, workflow)
    return all(in: template.subject + template.body, within: [], secret)
  }

  /// Whether the tag is shown; nil where nobody can say.
  func isShown(_ reading: MomentSight.Reading) -> Bool? {
    asked.reduce(true) { .both($0, reading($1.condition).map { [wanted = $1.wanted] in $0 == wanted }) }
  }

  private static func all(
    in pieces: [MessageTemplate.Piece], within asked: [(condition: Expression, wanted: Bool)], _ secret: Secret
  ) -> [Telling] {
    pieces.flatMap { piece -> [Telling] in
      switch piece {
      case .text: []
      case .insert(let expression): secret.isTold(by: expression) ? [Telling(asked: asked)] : []
      case .section(let condition, let wanted, let inner): all(in: inner, within: asked + [(condition, wanted)], secret)
      }
    }
  }
}

/// The fields that say who a party is.
private struct Secret {
  private let party: String
  private let fields: Set<Int>
  private let map: Int

  init(_ id: String, _ workflow: Workflow) {
    party = id
    let named = workflow.party(named: id)
    fields = Set([named?.name, named?.email].compactMap(\.self).flatMap(\.variables))
    map =
      CaseScope.scope(fields: workflow.chart.fields).hostVariableBase + CaseScope.HostVariable.party.rawValue
  }

  func isTold(by expression: Expression) -> Bool {
    if !fields.isDisjoint(with: expression.variables) { return true }
    return expression.variables.contains(map) && expression.source.contains(party)
  }
}
