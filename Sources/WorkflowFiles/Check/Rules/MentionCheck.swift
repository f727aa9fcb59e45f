import Casework
import Expression

/// Looks for parties that nothing names and for messages that nobody is sent.
struct MentionCheck {
  let check: CheckContext

  private var workflow: Workflow { check.workflow }

  func run() {
    let named = namedParties
    for (number, party) in workflow.parties.enumerated() where !named.contains(party.id) {
      check.report(
        .unusedParty, .warning, at: check.places.parties[number],
        "nothing names the party \(party.id.inQuotes): it owns no state, gets no message and sends no event",
        remedy: "name it as \"owner\", in \"by\" or in \"notify\", or take it out")
    }
    let sent = Set(workflow.effects.compactMap { if case .notify(_, let template) = $0 { template } else { nil } })
    for (name, place) in check.places.templates.sorted(by: { $0.key < $1.key }) where !sent.contains(name) {
      check.report(
        .unusedTemplate, .warning, at: place, "nothing sends the message \(name.inQuotes)",
        remedy: "name it in \"notify\" or \"remind\", or remove the file")
    }
  }

  private var namedParties: Set<String> {
    var named = Set(workflow.stateNotes.compactMap(\.owner)).union(workflow.transitionNotes.flatMap(\.roles))
    for effect in workflow.effects {
      if case .notify(let party, _) = effect { named.insert(party) }
    }
    for mention in check.places.expressions where mention.expression.variables.contains(check.guards.party) {
      named.formUnion(workflow.parties.map(\.id).filter { mention.expression.source.contains($0) })
    }
    // Who stands in for somebody that is named is named as well.
    var open = Array(named)
    while let party = open.popLast() {
      for other in workflow.party(named: party)?.otherwise ?? [] where named.insert(other).inserted {
        open.append(other)
      }
    }
    return named
  }
}
