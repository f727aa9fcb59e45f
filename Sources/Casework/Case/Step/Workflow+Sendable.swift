import Statechart

extension Workflow {
  /// What a role may send to a case now, with every guard asked: what would be refused is not there. A guard that asks for
  /// what only the event will bring refuses nothing yet.
  ///
  /// - Parameter person: who would send it, where that is known: some events are for two persons.
  func sendable(
    by role: String, as person: String?, to case: Case, _ facts: Facts
  ) -> [(transition: Int, events: [String])] {
    var host = CaseHost(
      workflow: self, caseID: `case`.id, openedAt: `case`.openedAt, facts: facts, silent: `case`.silent)
    host.sender = person
    host.acted = `case`.acted
    return chart.availableEvents(`case`.session, by: role, host: host)
      .filter { $0.verdict != .refused }
      .map { ($0.transition, $0.descriptors.filter { !$0.matchesEverything }.map(\.prefix)) }
  }
}
