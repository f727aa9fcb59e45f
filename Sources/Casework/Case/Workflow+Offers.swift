import Expression
import Statechart

/// Something that a person may do with a case as it stands, with what the workflow says about it.
package struct Offer: Sendable, Hashable {
  package let event: AvailableEvent
  /// What whoever does it is asked to confirm.
  package let confirmation: String?
  /// What it means.
  package let description: String?
}

extension Workflow {
  /// What a role may send to a case now, with every guard asked: what would be refused is not offered. A guard that asks
  /// for what only the event will bring refuses nothing yet.
  ///
  /// - Parameter person: who would send it, where that is known: some events are for two persons.
  package func offers(to role: String, as person: String? = nil, of case: Case, given facts: Facts) -> [Offer] {
    var host = CaseHost(
      workflow: self, caseID: `case`.id, openedAt: `case`.openedAt, facts: facts, silent: `case`.silent)
    host.sender = person
    host.acted = `case`.acted
    var offers: [Offer] = []
    for available in chart.availableEvents(`case`.session, by: role, host: host) where available.verdict != .refused {
      let note = transitionNotes[available.transition]
      guard note.roles.contains(role) else { continue }
      for descriptor in available.descriptors
      where !descriptor.matchesEverything && !offers.contains(where: { $0.event.name == descriptor.prefix }) {
        offers.append(
          Offer(
            event: AvailableEvent(
              name: descriptor.prefix, title: note.title, roles: note.roles, form: note.form.map { fields[$0].name }),
            confirmation: note.confirmation, description: note.description))
      }
    }
    return offers
  }
}
