import Statechart

extension Workflow {
  /// What a person could do with a case now: the events that some of his roles may send, whose guards don't say no
  /// already, and that nobody's four eyes keep from him. Whoever has declared an interest is offered nothing.
  ///
  /// - Parameters:
  ///   - roles: in the order in which they are tried.
  ///   - person: the account; nil where nobody says who it is.
  package func offeredEvents(in case: Case, to roles: [String], person: String?, _ facts: Facts) -> [OfferedEvent] {
    if let person, `case`.isBarred(person) { return [] }
    var host = CaseHost(
      workflow: self, caseID: `case`.id, openedAt: `case`.openedAt, facts: facts, silent: `case`.silent)
    host.sender = person
    host.acted = `case`.acted
    var offered: [OfferedEvent] = []
    for role in roles {
      for available in chart.availableEvents(`case`.session, by: role, host: host) where available.verdict != .refused {
        guard let descriptor = available.descriptors.first, !descriptor.matchesEverything,
          !offered.contains(where: { $0.name == descriptor.prefix })
        else { continue }
        let note = transitionNotes[available.transition]
        offered.append(
          OfferedEvent(
            name: descriptor.prefix, title: note.title ?? descriptor.prefix, description: note.description,
            confirmation: note.confirmation, role: role, form: forms(of: descriptor.prefix, in: `case`.session)))
      }
    }
    return offered
  }
}
