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
    var offered: [OfferedEvent] = []
    for role in roles {
      for (transition, events) in sendable(by: role, as: person, to: `case`, facts) {
        guard let name = events.first, !offered.contains(where: { $0.name == name }) else { continue }
        let note = transitionNotes[transition]
        offered.append(
          OfferedEvent(
            name: name, title: note.title ?? name, description: note.description, confirmation: note.confirmation,
            role: role, form: forms(of: name, in: `case`.session)))
      }
    }
    return offered
  }
}
