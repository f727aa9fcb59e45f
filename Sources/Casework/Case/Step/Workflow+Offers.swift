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
  /// What a role may send to a case now, as `sendable` has it, each event by itself.
  ///
  /// - Parameter person: who would send it, where that is known: some events are for two persons.
  package func offers(to role: String, as person: String? = nil, of case: Case, given facts: Facts) -> [Offer] {
    var offers: [Offer] = []
    for (transition, events) in sendable(by: role, as: person, to: `case`, facts) {
      let note = transitionNotes[transition]
      guard note.roles.contains(role) else { continue }
      for name in events where !offers.contains(where: { $0.event.name == name }) {
        offers.append(
          Offer(
            event: AvailableEvent(
              name: name, title: note.title, roles: note.roles, form: note.form.map { fields[$0].name }),
            confirmation: note.confirmation, description: note.description))
      }
    }
    return offers
  }
}
