package import Casework
import Statechart

extension Workflow {
  /// The roles that may do something with some case of the workflow.
  package func roles(permittedTo action: CaseRequest.Action) -> [String] {
    switch action {
    case .open: parties.map(\.id)
    case .send(let event, _): roles(sending: event)
    case .act(.reopen): reopening?.roles ?? []
    // What cases do to each other is nobody's.
    case .adopt, .report: []
    case .pause, .resume, .act: parties.filter(\.isStaff).map(\.id)
    }
  }

  private func roles(sending event: String) -> [String] {
    chart.transitions.flatMap { transition -> [String] in
      guard case .event(let descriptors) = transition.trigger, descriptors.contains(where: { $0.matches(event) }) else {
        return []
      }
      return transitionNotes[transition.number].roles
    }
  }
}

extension User {
  /// Who this person is in a case: of the account's roles the first that may do what is asked.
  package func actor(for action: CaseRequest.Action, _ workflow: Workflow?) -> Actor {
    let permitted = workflow?.roles(permittedTo: action) ?? []
    return Actor(role: roles.first(where: permitted.contains) ?? roles.first, name: name)
  }
}
